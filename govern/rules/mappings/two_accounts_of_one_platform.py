"""An event goes to one account of a platform, or says why it goes to two.

Two pixels of one platform on one site usually are an old and a new one, or the agency's and the shop's. Each reports
every purchase as its own: added up in a spreadsheet, the platform sold twice what the shop did.

Remedy: remove the mapping to the account that nobody reads, or give one of the two mappings a `reason`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import platform_at
from govern.signals.mappings import routed
from govern.spec.sections.destinations import Destination
from govern.spec.sections.mappings import Mapping


@rule(
    good="""
destinations: [{name: old, platform: meta}, {name: new, platform: meta}]
events: [{name: lead}]
mappings:
  - {event: lead, destination: old, as: Lead, reason: until the audiences have moved}
  - {event: lead, destination: new, as: Lead}
""",
    bad="""
destinations: [{name: old, platform: meta}, {name: new, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: old, as: Lead}, {event: lead, destination: new, as: Lead}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    at = platform_at(project)
    accounts = Counter(known.key for known in at.values() if known is not None)
    first: dict[tuple[str, str, str], list[tuple[Mapping, Destination]]] = {}
    for mapping, _, destination in routed(project):
        known = at[destination.name]
        if known is None or accounts[known.key] == 1:
            continue
        before = first.setdefault((mapping.event, mapping.as_, known.key), [])
        for other, there in before:
            if there.name != destination.name and beside(there, destination) and not (other.reason or mapping.reason):
                message = (
                    f'event "{mapping.event}" goes to "{there.name}" and to "{destination.name}", both of {known.name}'
                )
                related = (Related("the other one is here", other.place("destination")),)
                help, cause = 'give a "reason" if both are meant', "\n".join(sorted((there.name, destination.name)))
                yield Problem(mapping.place("destination"), message, related, help, cause=cause)
                break
        before.append((mapping, destination))


def beside(one: Destination, other: Destination) -> bool:
    """Whether two accounts can get an event of one visit: not if they are of two sites, or of two environments. That one
    account is declared twice is said by another rule."""
    if one.id is not None and one.id == other.id:
        return False
    if one.site is not None and other.site is not None and one.site != other.site:
        return False
    both = isinstance(one.id, dict) and isinstance(other.id, dict)
    return not (both and set(one.id or ()).isdisjoint(other.id or ()))
