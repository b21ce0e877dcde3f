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
from govern.signals.derived_tags import underivable


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
    for problem in underivable(project):
        yield Problem(problem.place, problem.message, help=problem.help)
