"""A destination gets at least one event.

A destination that nothing is sent to still has consent, hosts in the security policy and a token with an expiry date.
At the platform it is an account that says "no activity", and somebody keeps asking why.

Remedy: map an event to it, or remove the destination. Nothing is said while a project has no mapping at all, or holds a
container whose tags may send to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import repeated
from govern.signals.mappings import says_all


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}, {name: tiktok, platform: tiktok}]
events: [{name: lead}]
mappings: [{event: lead, destination: ga4, as: quote_asked}, {event: lead, destination: tiktok, as: Lead}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}, {name: tiktok, platform: tiktok}]
events: [{name: lead}]
mappings: [{event: lead, destination: ga4, as: quote_asked}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.mappings or project.container_entries or not says_all(project):
        return
    used = {mapping.destination for mapping in project.mappings}
    for destination, _, _, other, _ in repeated(project):  # two that are to be merged
        used |= {destination.name, other.name}
    for destination in project.destination_by_name.values():
        known = project.platform(destination.platform)
        if destination.name not in used and (known is None or known.purpose != "tag_management"):
            message = f'destination "{destination.name}" gets no event'
            yield Problem(destination.place("name"), message, help="map an event to it, or remove it")
