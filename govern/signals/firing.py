"""When an event fires: what its trigger waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.regex import regex
from govern.core.report import Place
from govern.spec.sections.events import Event

if TYPE_CHECKING:
    from govern.project import Project

WITH_ELEMENT = ("click", "element_visible", "form_attempt", "form_success", "custom")
WITH_TIME = ("timer", "element_visible", "custom")
"""What fires on an element, and what fires after a time."""

LEADS_AWAY = regex(r"""href[*^$]?=["']?(tel:|mailto:|sms:|whatsapp:|https://(wa\.me|api\.whatsapp\.com)/)""")
"""Links to where no page can follow."""


@memo
def leading_away(project: Project) -> frozenset[str]:
    """The elements on which a click is all that a page gets to know: links to a call, a mail or a chat."""
    every = (element for site in project.sites for element in site.elements)
    return frozenset(element.name for element in every if LEADS_AWAY.search(element.selector))


def place_of_message(event: Event) -> Place:
    """Where an event's message is written."""
    return event.place("fires", "name") if event.fires and event.fires.name else event.place("name")
