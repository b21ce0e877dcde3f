"""An element that an event fires on is declared by a site.

Triggers rest on selectors that the web team changes without knowing who relies on them. Declared at the site, an element
has an owner who can be asked; a selector or a misspelt name in an event has nobody, and one release later the event
stops.

Remedy: take the name that the message suggests, or declare it (`elements: [{name: place_order, selector: '#place-order'}]`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import is_derived
from govern.spec.sections.events import ON_ELEMENTS, Event
from govern.spec.spelling import did_you_mean, suggest


@rule(
    good="""
sites: [{name: shop, elements: [{name: place_order, selector: '#place-order'}]}]
events: [{name: order_tried, fires: {on: click, element: place_order}}]
""",
    bad="""
sites: [{name: shop, elements: [{name: place_order, selector: '#place-order'}]}]
events: [{name: order_tried, fires: {on: click, element: placeorder}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        element = (event.fires.element or "").strip() if event.fires else ""
        if not element or not project.is_whole("sites") or (event.site or "") not in {"", *project.site_by_name}:
            continue
        if event.moment in ON_ELEMENTS and is_derived(project, event.name):
            continue  # no trigger can be made: containers/not-derivable says so
        known = elements_for(project, event)
        if element not in known:
            who = f'site "{event.site}" does not declare' if event.site is not None else "no site declares"
            message = f'event "{event.name}" fires on the element "{element}", which {who}'
            place = event.place("fires", "element")
            by_selector = [name for name, selector in known.items() if selector.strip() == element]
            help = did_you_mean(by_selector[0]) if by_selector else suggest(element, known)
            yield Problem(
                place,
                message,
                help=help or 'declare it in the "elements" of the site',
                cause=element,
            )


def elements_for(project: Project, event: Event) -> dict[str, str]:
    """The elements an event may fire on, with their selectors: those of its site, or of all sites."""
    sites = (project.site_by_name[event.site],) if event.site is not None else project.sites
    return {element.name: element.selector for site in sites for element in site.elements}
