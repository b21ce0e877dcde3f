"""Tags can be derived from every mapping that asks for one.

A site with a container gets its variables, triggers and tags from events and mappings. Where something is missing for
that, the container would be rendered without the tag, and the event would be counted by nobody.

Remedy: the message names what is missing: a site, an id, the domains of an environment,
a conversion_action, a name without braces.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.spec.unresolved_reference import all_resolve


@rule(
    good="""
sites: [{name: shop, containers: {web: GTM-ABC1234}}]
destinations: [{name: meta, platform: meta, site: shop, id: '1234567890123456'}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: Purchase}]
""",
    bad="""
sites: [{name: shop, containers: {web: GTM-ABC1234}}]
destinations: [{name: meta, platform: meta, site: shop}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: Purchase}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    if is_derivable(project):
        from govern.desired import desired

        for problem in desired(project).underivable:
            yield Problem(problem.place, problem.message, help=problem.help)


def is_derivable(project: Project) -> bool:
    """Whether there is something to derive, and nothing that other rules speak of stands in the way."""
    if not project.mappings or not any(site.containers for site in project.sites):
        return False
    if not project.is_whole("sites", "destinations", "parameters", "events", "mappings") or not all_resolve(project):
        return False
    from govern.rules.mappings._known import has_misspelt_platform

    return not has_misspelt_platform(project)
