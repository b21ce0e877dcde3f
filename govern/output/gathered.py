"""What one rule says of many places is told once, with all the places: a plan without descriptions is one line, not 400.

That is for people. Machines get every finding, ignores and the baseline know each by itself, and the sum counts them all:
whoever has accepted 400 events without a description still hears of the next one. Errors are never gathered, each is
something broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.report import Place, Related

if TYPE_CHECKING:
    from collections.abc import Callable

    from govern.core.report import Finding, Report

FEW = {"note": 10, "warning": 20}
"""So many findings of a rule are told one by one, by their level."""


def gathered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, those of a rule that says more than a few as one, where the first of them stands."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.level in FEW:
            by_rule.setdefault(finding.rule, []).append(finding)
    many = {rule: members for rule, members in by_rule.items() if len(members) > FEW[members[0].level]}
    if not many:
        return findings
    told = {id(members[0]): as_one(members) for members in many.values()}
    return tuple(told.get(id(f), f) for f in findings if f.rule not in many or f.level not in FEW or id(f) in told)


def gathered_apart(report: Report) -> tuple[Finding, ...]:
    """The findings of a report, gathered; those of one project never with those of another."""
    apart = [part.report.findings for part in report.parts] or [report.findings]
    return tuple(finding for findings in apart for finding in gathered(findings))


def housekept(
    findings: tuple[Finding, ...], told: Callable[[list[Finding]], Finding] | None = None
) -> tuple[Finding, ...]:
    """The findings, housekeeping as one a rule and file where the first of them stands: `one_line`, or `as_one`."""
    tidy: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.cost == "tidy":
            tidy.setdefault((finding.rule, finding.place.file), []).append(finding)
    lines = {id(members[0]): (told or one_line)(members) for members in tidy.values()}
    return tuple(lines.get(id(f), f) for f in findings if f.cost != "tidy" or id(f) in lines)


def one_line(members: list[Finding]) -> Finding:
    """A line of housekeeping: what the first of its kind says, and how many there are."""
    first, more = members[0], len(members) - 1
    message = f"{first.message} (and {more:,} more like it; -v tells each)" if more else first.message
    return first.replace(
        message=message,
        related=(),
        help="",
        place=Place(first.place.file, span=None if first.place.entity else first.place.span),
    )


def as_one(members: list[Finding]) -> Finding:
    """The first finding, which speaks for the others; each of these keeps its words at its place."""
    first, *others = members
    if not others:
        return first
    return first.replace(
        message=f"{first.message} (and {len(others):,} more like it)",
        related=(*first.related, *(Related(other.message, other.place) for other in others)),
    )
