"""An event ID has its placeholders in single braces, each closed.

`{{order_id}}` and `order_{order_id` are not placeholders. What is sent is the text as it stands, the same for every
order, and the platform keeps the first and drops the others as duplicates.

Remedy: write `{order_id}`; Tag Manager's double braces have no meaning here.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import is_derived
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping

SOUND = regex(r"(?<!\{)\{[^{}]*\}(?!\})")
FOREIGN = regex(r"[$#%]\{")
"""How JavaScript, Ruby and others begin a placeholder."""


@rule(
    good="events: [{name: purchase, event_id: 'order_{order_id}', parameters: [{name: order_id, type: string}]}]",
    bad="events: [{name: purchase, event_id: 'order_{{order_id}}', parameters: [{name: order_id, type: string}]}]",
)
def check(project: Project) -> Iterator[Problem]:
    owners: list[Event | Mapping] = [*project.events, *project.mappings]
    for owner in owners:
        text, name = owner.event_id or "", owner.name if isinstance(owner, Event) else owner.event
        rest = SOUND.sub("", text)
        if ("{" in rest or "}" in rest) and not is_derived(project, name):
            message = f'event ID "{text}" of "{name}" has braces that hold no parameter'
            yield Problem(owner.place("event_id"), message, help="write placeholders as {parameter}")
        elif FOREIGN.search(text):
            message = f'event ID "{text}" of "{name}" has a placeholder of another language, whose mark would be sent'
            yield Problem(owner.place("event_id"), message, help="write placeholders as {parameter}, without $, # or %")
