"""An element of the page is declared once.

Two names for one selector hide that two events rest on one button; two selectors for one name leave it to chance which
of them the trigger gets. When the web team changes the button, one of the two is forgotten.

Remedy: keep one declaration, and name it in every event that fires on the element.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
sites: [{name: shop, elements: [{name: place_order, selector: '#buy', owner: web}, {name: menu, selector: '#menu', owner: web}]}]
""",
    bad="""
sites: [{name: shop, elements: [{name: place_order, selector: '#buy', owner: web}, {name: buy, selector: '#buy', owner: web}]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    help = "keep one of the two"
    for site in project.sites:
        names: dict[str, Place] = {}
        selectors: dict[str, tuple[str, Place]] = {}
        for position, element in enumerate(site.elements):
            place = site.place("elements", position, "name")
            if names.setdefault(element.name, place) is not place:
                related = (Related("the first one is here", names[element.name]),)
                yield Problem(place, f'site "{site.name}" declares the element "{element.name}" twice', related, help)
                continue
            other, at = selectors.setdefault(" ".join(element.selector.split()), (element.name, place))
            if at is not place:
                related = (Related("the first one is here", at),)
                message = f'element "{element.name}" has the selector "{element.selector}", which is that of "{other}"'
                yield Problem(site.place("elements", position, "selector"), message, related, help)
