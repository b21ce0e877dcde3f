"""Thresholds get worse step by step: the target first, then the warning, then the alarm.

In the wrong order one of them never speaks: a warning above the alarm comes after it, a target below the warning is
missed by everybody whom nobody warns. The rendered alerts would be quiet on the worst day.

Remedy: sort them. A match quality's target lies above its warning, a discrepancy's below.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.report import Related
from govern.rules import Problem, rule
from govern.rules.quality._thresholds import thresholds

ORDERS = (
    ("event_match_quality.warn_below", "event_match_quality.target"),
    ("discrepancy.target", "discrepancy.warn_above"),
    ("discrepancy.target", "discrepancy.fail_above"),
    ("discrepancy.warn_above", "discrepancy.fail_above"),
)
"""Pairs of which the first must not be above the second."""


@rule(
    good="quality: {discrepancy: {target: 5%, warn_above: 10%, fail_above: 15%}}",
    bad="quality: {discrepancy: {target: 5%, warn_above: 15%, fail_above: 10%}}",
)
def check(project: Project) -> Iterator[Problem]:
    found = {(threshold.quality.place(), threshold.name): threshold for threshold in thresholds(project)}
    for (section, name), low in found.items():
        for lower, upper in ORDERS:
            high = found.get((section, upper)) if name == lower else None
            if high is not None and low.number > high.number:
                message = f"{lower} is {low.written}, above {upper} of {high.written}"
                related = (Related(f"{upper} is here", high.quality.place(*high.route)),)
                yield Problem(low.quality.place(*low.route), message, related, "sort them")
