"""An event that fires when something becomes visible says what.

Nobody can build the trigger, so somebody guesses: the banner is counted when it is drawn, below the fold, where nobody
has seen it.

Remedy: name an element that the site declares (`fires: {on: element_visible, element: size_table}`), or the message that
the page sends when it is seen (`name: sizes_seen`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
sites: [{name: shop, elements: [{name: size_table, selector: '#sizes', owner: web-team}]}]
events: [{name: sizes_seen, fires: {on: element_visible, element: size_table}}]
""",
    bad="""
sites: [{name: shop, elements: [{name: size_table, selector: '#sizes', owner: web-team}]}]
events: [{name: sizes_seen, fires: {on: element_visible}}]
""",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        fires = event.fires
        if fires is None or fires.on != "element_visible":
            continue
        if not (fires.element or "").strip() and not (fires.name or "").strip():
            message = f'event "{event.name}" fires when an element is visible, and names none'
            help = f"name the element, or the message that the page has to push (name: {event.name})"
            yield Problem(event.place("fires", "element"), message, help=help)
