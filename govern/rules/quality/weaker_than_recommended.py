"""A threshold is at least as strict as the one that usually finds trouble in time.

An alarm that comes when a third of the purchases is missing comes after the budget was spent on wrong numbers. The
recommended values: match quality of 8 wanted and 6 at least, counts that differ by 5 % at best, 10 % with a warning,
15 % with an alarm, 90 % of doubles recognised, errors in 5 % of requests.

Remedy: take the recommended value, or ignore the line with the reason why this house can live with less.

Source: recommendations of ours. Meta publishes no limits; its match quality is a score from 0 to 10.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.thresholds import disordered, thresholds
from govern.project import Project
from govern.rules import Problem, rule

AT_LEAST = {"event_match_quality.target": 8, "event_match_quality.warn_below": 6, "deduplication_rate.warn_below": 90}
AT_MOST = {
    "discrepancy.target": 5,
    "discrepancy.warn_above": 10,
    "discrepancy.fail_above": 15,
    "error_rate.warn_above": 5,
    "volume_drop.percent": 50,
}


@rule(
    good="quality: {discrepancy: {warn_above: 10%}}",
    bad="quality: {discrepancy: {warn_above: 30%}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    elsewhere = [one for pair in disordered(project) for one in pair]
    for threshold in thresholds(project):
        if not threshold.is_possible or threshold in elsewhere:
            continue  # an error of quality/impossible-value or quality/out-of-order
        least, most = AT_LEAST.get(threshold.name), AT_MOST.get(threshold.name)
        if (least is not None and threshold.number < least) or (most is not None and threshold.number > most):
            unit = "%" if threshold.written.endswith("%") else ""
            wanted = f"at least {least}{unit}" if least is not None else f"at most {most}{unit}"
            message = f"{threshold.name} is {threshold.written}, recommended is {wanted}"
            yield Problem(threshold.quality.place(*threshold.route), message, help=f"write {least or most}{unit}")
