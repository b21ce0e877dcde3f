"""Judged violations put together for people: one group for each thing to mend, to look at, or to leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.csp.violations.judge import Judged, Verdict, judged
from govern.csp.violations.report import Violation
from govern.csp.violations.tally import Tally

if TYPE_CHECKING:
    from govern.project import Project

ORDER: tuple[Verdict, ...] = ("broken", "look", "noise")


class Group(Record):
    """Violations that one thing explains: of noise all of a kind, else those of one directive and one blocked address.

    `browsers` counts those that were told apart in one violation at most; `pages` are those where it happened.
    """

    verdict: Verdict
    why: str
    change: str
    directive: str
    blocked: str
    count: int
    browsers: int
    days: dict[str, int]
    pages: tuple[str, ...]
    sample: str
    examples: tuple[str, ...]
    only_reported: bool


class Summary(Record):
    """What was read, and the groups: tags that are broken first, the frequent ones before the rare."""

    reports: int
    other: int
    damaged: int
    groups: tuple[Group, ...]

    @property
    def days(self) -> dict[str, dict[str, int]]:
        """How many reports each day brought, by what they are."""
        found: dict[str, dict[str, int]] = {}
        for group in self.groups:
            for day, count in group.days.items():
                counts = found.setdefault(day, dict.fromkeys(ORDER, 0))
                counts[group.verdict] += count
        return dict(sorted(found.items()))

    def judged_as(self, verdict: Verdict) -> tuple[Group, ...]:
        """The groups of a kind."""
        return tuple(group for group in self.groups if group.verdict == verdict)


def summary(project: Project | None, tally: Tally) -> Summary:
    """What a project has to know of all reports."""
    together: dict[tuple[str, ...], list[Judged]] = {}
    for one in judged(project, tally.counted, tally.reports):
        together.setdefault(key_of(one), []).append(one)
    groups = sorted(map(group_of, together.values()), key=lambda group: (ORDER.index(group.verdict), -group.count))
    return Summary(tally.reports, tally.other, tally.damaged, tuple(groups))


def key_of(one: Judged) -> tuple[str, ...]:
    """What violations of one group share."""
    violation = one.counted.violation
    if one.verdict == "noise":
        return one.verdict, one.why
    texts = violation.sample if ":" not in violation.blocked else ""
    return one.verdict, one.why, violation.directive, violation.blocked, texts


def group_of(listed: list[Judged]) -> Group:
    """Violations as one group, the most frequent of which gives it its face."""
    first = listed[0]
    violation = first.counted.violation
    days: dict[str, int] = {}
    for one in listed:
        for day, count in one.counted.days.items():
            days[day] = days.get(day, 0) + count
    is_noise = first.verdict == "noise"
    return Group(
        first.verdict,
        first.why,
        first.change,
        "" if is_noise else violation.directive,
        "" if is_noise else violation.blocked,
        sum(one.counted.count for one in listed),
        max(one.counted.browsers for one in listed),
        dict(sorted(days.items())),
        tuple(dict.fromkeys(one.counted.violation.page for one in listed if one.counted.violation.page))[:5],
        "" if is_noise else violation.sample,
        tuple(dict.fromkeys(example_of(one.counted.violation) for one in listed))[:5],
        all(one.counted.violation.only_reported for one in listed),
    )


def example_of(one: Violation) -> str:
    """A violation in a few words."""
    what = one.blocked or "something"
    by = f" by {one.source}" if one.source and one.source != one.page else ""
    return f"{one.directive} {what}{by}"
