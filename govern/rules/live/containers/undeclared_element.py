"""A live trigger waits for an element that the site declares.

Shops are rebuilt more often than containers are looked at. When `#checkout-btn` becomes `#place-order`, the trigger goes on
waiting for the old button: it never fires again, the conversions stop, and nothing says why. `elements` of a site are what
developers promise to keep; a trigger on anything else hangs on a name that anybody may change.

Remedy: let the trigger wait for an element that is declared, or declare the one it waits for, with an owner.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import firing, names_in, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.elements import is_promised, marks, waited_for, ways
from govern.spec.sections.sites import Site


@rule(
    good="""
specs:
  sites:
  - {name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-ABC1234},
     elements: [{name: place_order, selector: '#place-order', owner: web}]}
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Pay, type: CLICK, filter: [{type: EQUALS, parameter: {arg0: '{{Click ID}}', arg1: place-order}}]}
    tags: [{name: Ads, type: awct, firingTrigger: [Pay]}]
""",
    bad="""
specs:
  sites:
  - {name: shop, domains: {production: [www.hazel.example]}, containers: {web: GTM-ABC1234},
     elements: [{name: place_order, selector: '#place-order', owner: web}]}
containers:
  - id: GTM-ABC1234
    triggers:
      - {name: Pay, type: CLICK, filter: [{type: EQUALS, parameter: {arg0: '{{Click ID}}', arg1: checkout-btn}}]}
    tags: [{name: Ads, type: awct, firingTrigger: [Pay]}]
""",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    sites = {site.containers.web: site for site in project.sites if site.containers and site.containers.web}
    for container in project.live.containers:
        site = sites.get(container.id)
        if site is None or not site.elements:
            continue
        declared = frozenset(mark for element in site.elements for mark in marks(element.selector))
        signs = ways(container)
        used = {name for tag in firing(container).values() for name in names_in(tag.get("firingTrigger"))}
        for name, trigger in container.bodies("trigger").items():
            for selector, route in waited_for(trigger, signs) if name in used else ():
                if marks(selector) and not is_promised(selector, declared):
                    message = (
                        f'{label("trigger", name)} waits for "{selector}", which site "{site.name}" does not declare'
                    )
                    help = "wait for a declared element, or declare this one with an owner"
                    yield problem(container, "trigger", name, message, *route, help=help, about=selector).replace(
                        related=promised(site)
                    )


def promised(site: Site) -> tuple[Related, ...]:
    """The elements that the site declares, to choose from."""
    return tuple(
        Related(f'the site declares "{element.selector}"', site.place("elements", at))
        for at, element in enumerate(site.elements[:3])
    )
