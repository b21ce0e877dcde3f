"""A domain belongs to one environment of one site.

Of two entries the first one wins: with a domain in staging and in production, the shop's visitors are counted in
production as long as nobody turns the lines round. On the day somebody does, all purchases go to the test account. Two
sites may share a domain, by path, where each has a container of its own.

Remedy: take the domain out of the environment or the site that it does not belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.hosts import LOCAL, domains
from govern.spec.sections.sites import Site


@rule(
    good="sites: [{name: shop, domains: {production: [www.shop.example], staging: [test.shop.example]}}]",
    bad="sites: [{name: shop, domains: {production: [www.shop.example], staging: [www.shop.example]}}]",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, tuple[str, str, Place]] = {}
    for site, environment, domain, place in domains(project):
        if domain.split(":")[0] in LOCAL or site is not project.site_by_name[site.name]:
            continue  # a site that is declared twice is the mistake
        name, where, other = first.setdefault(domain.lower().rstrip("."), (site.name, environment, place))
        if other is not place and not (where == environment and are_apart(project, site, name)):
            known = f'site "{name}"' if name != site.name else "this site"
            message = f'domain "{domain}" of {environment} is already in {where} of {known}'
            yield Problem(place, message, (Related("the first one is here", other),), "remove one of the two")


def are_apart(project: Project, site: Site, name: str) -> bool:
    """Whether two sites on one domain have a container each, so that neither asks whose page it is on."""
    other = project.site_by_name[name]
    webs = [it.containers.web if it.containers is not None else None for it in (site, other)]
    return None not in webs and webs[0] != webs[1]
