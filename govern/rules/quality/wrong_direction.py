"""A share is watched from the side on which it goes wrong.

Recognised doubles are good, so their rate is watched from below; errors are bad, so theirs is watched from above. The
other way round the alert rings on every good day and is quiet when everything fails.

Remedy: write `warn_below` and `fail_below` for `deduplication_rate`, `warn_above` and `fail_above` for `error_rate`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.thresholds import thresholds
from govern.project import Project
from govern.rules import Problem, rule

OTHER_WAY = {
    "deduplication_rate.warn_above": "warn_below",
    "deduplication_rate.fail_above": "fail_below",
    "error_rate.warn_below": "warn_above",
    "error_rate.fail_below": "fail_above",
}


@rule(
    good="quality: {error_rate: {warn_above: 5%}}",
    bad="quality: {error_rate: {warn_below: 5%}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for threshold in thresholds(project):
        right = OTHER_WAY.get(threshold.name)
        if right is not None:
            message = f"{threshold.name} speaks when all is well, expected {right}"
            yield Problem(threshold.quality.place(*threshold.route), message, help=f"write {right}", at_key=True)
