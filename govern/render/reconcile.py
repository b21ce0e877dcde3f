"""The page of a reconciliation: what the counts say of each other, the way from the orders to the platform, the days.

Charts are drawings of the page itself (SVG), so that it needs no script and no address; their numbers stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govern.core.record import Record
from govern.core.report import Artifact, Finding, Report
from govern.counts.amounts import MILLION, means_in_words
from govern.counts.explained import Explained, beside, explained, remarks
from govern.counts.figures import pair_remarks, verdict_in_words
from govern.counts.pairs import Pair, pairs
from govern.counts.reading import days_in_words
from govern.counts.shares import MEANING
from govern.counts.words import number, share, signed, subject
from govern.project import Project
from govern.render import templates
from govern.render.incident import described as described_table
from govern.source.cells import day_text

FILE = "reconcile.html"
WIDE = 1000
"""The width of a chart in its own units; a page stretches it."""

HIGH = 60
TONES = {"within": "good", "above": "warn", "warning": "warn", "failure": "bad", "not judged": ""}


class Bar(Record):
    """A bar of the way: its label, from where to where it reaches in a chart, the number beside it, what it means."""

    label: str
    left: float
    width: float
    tone: str
    number: str
    means: str = ""


class DayBar(Record):
    """The two columns of a day."""

    at: float
    width: float
    first: float
    second: float
    told: str


def render(project: Project, report: Report) -> Iterator[Artifact]:
    """The page, of what a reconciliation found."""
    ways = {found.pair.names: found for found in explained(project)}
    values: dict[str, Any] = {
        "project": project.config.name or "",
        "lead": lead(pairs(project), report.findings, [found for found in ways.values() if found.is_accident]),
        "pairs": [described(pair, ways.get(pair.names)) for pair in pairs(project)],
        "tables": [described_table(table) for table in beside(project)],
        "findings": [(found.level, found.message, found.help) for found in report.findings],
        "notes": report.notes,
        "block": report.block,
    }
    yield Artifact(FILE, templates.render("counts/reconcile.html", "html", values, project.root))


def lead(found: Iterable[Pair], findings: Iterable[Finding], accidents: list[Explained]) -> str:
    """What the whole page says, in a sentence. An agreement by accident does not count as one."""
    if accidents:
        first = accidents[0]
        names = f"{first.pair.left.source.name} and {first.pair.right.source.name}"
        return f"{names} agree by accident: {first.shares.hidden:,} orders and events hide in a gap of {share(first.pair.percent)}."
    judged = [pair for pair in found if pair.verdict != "not judged"]
    errors = sum(finding.level == "error" for finding in findings)
    if not judged:
        return "Nothing could be judged." if not errors else f"{errors} errors keep the counts from being judged."
    worst = max(judged, key=lambda pair: abs(pair.percent or 0.0))
    apart = [pair for pair in judged if pair.verdict in ("warning", "failure")]
    names = f"{worst.left.source.name} and {worst.right.source.name}"
    if not apart:
        which = "The pair of counts agrees" if len(judged) == 1 else f"All {len(judged)} pairs of counts agree"
        return f"{which}; {names} lie furthest apart, by {share(worst.percent)}."
    return f"{len(apart)} of {len(judged)} pairs of counts lie too far apart; the worst are {names} for {worst.event}, {share(worst.percent)}."


def described(pair: Pair, way: Explained | None) -> dict[str, Any]:
    """What the page says of a pair."""
    sides = [
        (
            side.source.name,
            f"{side.source.entry.layer}, {means_in_words(side.source)}",
            side.source.entry.zone or "",
            number(side.total),
        )
        for side in (pair.left, pair.right)
    ]
    return {
        "title": subject(pair),
        "names": f"{pair.left.source.name} against {pair.right.source.name}",
        "days": days_in_words((pair.first, pair.last)),
        "sides": sides,
        "gap": signed(pair.gap),
        "percent": share(pair.percent),
        "verdict": verdict_in_words(pair),
        "tone": TONES[pair.verdict],
        "remarks": [*pair_remarks(pair), *(remarks(way) if way else ())],
        "bars": list(waterfall(way)) if way else [],
        "chart": chart(pair),
        "values": [(currency, number(left), number(right)) for currency, left, right in pair.value_gaps],
    }


def waterfall(way: Explained) -> Iterator[Bar]:
    """The way from the orders to what the platform reports: each share begins where the one before it ended."""
    held = way.shares
    steps = [(cause, held.net(cause), MEANING[cause]) for cause in MEANING if held.net(cause)]
    reported = round(way.reported / MILLION)
    highest = held.booked
    at = held.booked
    for _, step, _ in steps:
        at += step
        highest = max(highest, at)
    unit = WIDE / max(highest, reported, 1)
    yield Bar(f"orders in {way.pair.right.source.name}", 0, held.booked * unit, "whole", f"{held.booked:,}")
    at = held.booked
    for cause, step, means in steps:
        low = min(at, at + step)
        yield Bar(cause, low * unit, abs(step) * unit, "plus" if step > 0 else "minus", signed(step * MILLION), means)
        at += step
    yield Bar("what the hits should count", 0, held.expected * unit, "whole", f"{held.expected:,}")
    if way.unexplained:
        low = min(held.expected, reported)
        tone = "plus" if way.unexplained > 0 else "minus"
        means = "the platform lost, modelled or counts by other rules"
        yield Bar(
            "unexplained", low * unit, abs(way.unexplained) * unit, tone, signed(way.unexplained * MILLION), means
        )
    yield Bar(f"{way.pair.left.source.name} reports", 0, reported * unit, "whole", f"{reported:,}")


def chart(pair: Pair) -> dict[str, Any]:
    """The days of a pair side by side."""
    days = sorted(pair.right.by_day)
    if len(days) < 2:
        return {}
    highest = max((*pair.left.by_day.values(), *pair.right.by_day.values(), 1))
    step = WIDE / len(days)
    bars = [
        DayBar(
            position * step, step * 0.4, HIGH * pair.left.by_day[day] / highest, HIGH * pair.right.by_day[day] / highest,
            f"{day_text(day)}: {number(pair.left.by_day[day])} and {number(pair.right.by_day[day])}",
        )
        for position, day in enumerate(days)
    ]  # fmt: skip
    return {
        "bars": bars,
        "first": day_text(days[0]),
        "last": day_text(days[-1]),
        "highest": number(highest),
        "high": HIGH,
        "wide": WIDE,
    }
