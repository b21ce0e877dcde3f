"""An event on a click says on what.

Without an element or a message of the page, any click is meant: on the background, on the cookie banner, twice in a row.
The tag that is built after such a plan fires everywhere, and the event counts restlessness.

Remedy: name an element that the site declares (`element: place_order`), or the page's message (`name: order_placed`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

WHOLE_PAGE = frozenset(("*", "html", "body", ":root", "html *", "body *", "html body"))
"""Selectors that every click is within."""


@rule(
    good="""
sites: [{name: shop, elements: [{name: menu, selector: '#menu', owner: web-team}]}]
events: [{name: menu_opened, fires: {on: click, element: menu}}]
""",
    bad="""
sites: [{name: shop, elements: [{name: menu, selector: '#menu', owner: web-team}]}]
events: [{name: menu_opened, fires: {on: click}}]
""",
    level="note",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    everything = {
        element.name: element.selector
        for site in project.sites
        for element in site.elements
        if element.selector.strip().casefold() in WHOLE_PAGE
    }
    for event in project.events:
        fires = event.fires
        if fires is None or fires.on != "click" or event.kind == "conversion":
            continue
        if not (fires.element or "").strip() and not (fires.name or "").strip():
            message = f'event "{event.name}" fires on a click and does not say on what'
            help = f"name the element, or the message that the page has to push (name: {event.name})"
            yield Problem(event.place("fires", "element"), message, help=help)
        elif (selector := everything.get(fires.element or "")) is not None and not fires.name:
            message = f'event "{event.name}" fires on any click: "{fires.element}" is "{selector}", the whole page'
            yield Problem(event.place("fires", "element"), message, help="name the element that is meant")
