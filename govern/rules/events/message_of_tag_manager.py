"""An event waits for a message of the page, not for one that Tag Manager sends on every click.

`gtm.click`, `gtm.linkClick` and their kind are pushed for each click, link, form and scroll of the whole site. An event
on one of them counts everything: the number is large, steady, and says nothing about what it is named after.

Remedy: let the page push a message of its own when the thing has happened (`fires: {name: order_placed}`).

Source: the data layer events in `govern/platforms/gtm/facts.py`, as public containers agree on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.firing import place_of_message

LOADS = frozenset(
    ("gtm.js", "gtm.dom", "gtm.load", "gtm.init", "gtm.init_consent", "gtm.historyChange", "gtm.historyChange-v2")
)
"""Messages that a page view may rest on: each stands for one page."""


@rule(
    good="events: [{name: menu_opened, fires: {on: click, name: menu_button}}]",
    bad="events: [{name: menu_opened, fires: {on: click, name: gtm.click}}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        message = event.message
        loads = event.fires is not None and event.fires.on == "page_view" and message in LOADS
        if message.startswith("gtm.") and not loads:
            text = f'event "{event.name}" waits for "{message}", which Tag Manager sends for the whole site'
            yield Problem(place_of_message(event), text, help="let the page push a message of its own")
