"""Thresholds get worse step by step: the target first, then the warning, then the alarm.

In the wrong order one of them never speaks: a warning above the alarm comes after it, a target below the warning is
missed by everybody whom nobody warns. The rendered alerts would be quiet on the worst day.

Remedy: sort them. A match quality's target lies above its warning, a discrepancy's below.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.counts.thresholds import disordered
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="quality: {discrepancy: {target: 5%, warn_above: 10%, fail_above: 15%}}",
    bad="quality: {discrepancy: {target: 5%, warn_above: 15%, fail_above: 10%}}",
)
def check(project: Project) -> Iterator[Problem]:
    for low, high in disordered(project):
        message = f"{low.name} is {low.written}, above {high.name} of {high.written}"
        related = (Related(f"{high.name} is here", high.quality.place(*high.route)),)
        yield Problem(low.quality.place(*low.route), message, related, "exchange the two, or correct one of them")
