"""A declared element of the page has an owner.

Who redesigns the checkout wants to ask somebody before the button gets another id. Without an owner nobody is asked, and
the conversions stop on the day of the release.

Remedy: name the team that changes the page (`owner: web-team`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="sites: [{name: shop, elements: [{name: buy, selector: '#buy', owner: web-team}]}]",
    bad="sites: [{name: shop, elements: [{name: buy, selector: '#buy'}]}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        for position, element in enumerate(site.elements):
            if not (element.owner or "").strip():
                place = site.place("elements", position, "owner")
                yield Problem(
                    place,
                    f'element "{element.name}" of site "{site.name}" has no owner',
                    help="name the team that changes the page",
                )
