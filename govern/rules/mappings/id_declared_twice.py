"""An account at a platform is one destination.

Of two destinations with the same id, each looks complete: one has the purchase, the other the leads, and whoever checks
the consent or the token of the one has not checked the other. Where both get an event, the platform counts it twice.

Remedy: merge the two; mappings say by themselves what each event sends. Two sites may share an account: each destination
then names its `site`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import repeated


@rule(
    good="destinations: [{name: a, platform: ga4, id: G-1A2BCD345E}, {name: b, platform: ga4, id: G-9Z8YXW765V}]",
    bad="destinations: [{name: a, platform: ga4, id: G-1A2BCD345E}, {name: b, platform: ga4, id: G-1A2BCD345E}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, route, id, other, place in repeated(project):
        message = f'destination "{destination.name}" has the id "{id}", which is that of "{other.name}"'
        related = (Related("the first one is here", place),)
        yield Problem(destination.place(*route), message, related, "merge the two")
