"""The figures that people see of a reconciliation: the sources, the pairs, the days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Cell, Figures
from govern.counts.amounts import MILLION, means_in_words
from govern.counts.explained import whys
from govern.counts.pairs import Pair, Side, pairs
from govern.counts.reading import days_in_words
from govern.counts.words import limit
from govern.source.cells import day_text

if TYPE_CHECKING:
    from govern.project import Project


def figures(project: Project, *, by_day: bool = False) -> Iterator[Figures]:
    """For each event the sources and the pairs; on request each day."""
    found = pairs(project)
    for event in dict.fromkeys(pair.event for pair in found):
        of_event = [pair for pair in found if pair.event == event]
        yield sources_table(event, of_event)
        yield pairs_table(event, of_event)
        if by_day:
            yield from (days_table(pair) for pair in of_event)
    yield from whys(project)


def plain(amount: int) -> Cell:
    """Millionths as a number: whole where it is whole."""
    return amount // MILLION if amount % MILLION == 0 else amount / MILLION


def rounded(share: float | None) -> float | None:
    """A share to a hundredth of a per cent."""
    return None if share is None else round(share, 2)


def sources_table(event: str, found: list[Pair]) -> Figures:
    """What each source counts, over the longest of its pairs' days."""
    sides: dict[str, tuple[Side, tuple[int, int]]] = {}
    for pair in found:
        for side in (pair.left, pair.right):
            known = sides.get(side.source.name)
            if known is None or len(side.by_day) > len(known[0].by_day):
                sides[side.source.name] = (side, (pair.first, pair.last))
    rows = tuple(
        (
            name, side.source.entry.layer, side.source.entry.destination or "", means_in_words(side.source),
            side.source.entry.zone or "", plain(side.total), values_in_words(side),
        )
        for name, (side, _) in sides.items()
    )  # fmt: skip
    span = (min(days[0] for _, days in sides.values()), max(days[1] for _, days in sides.values()))
    return Figures(
        f"{event}, {days_in_words(span)}", ("source", "layer", "at", "counts", "zone", "number", "value"), rows
    )


def values_in_words(side: Side) -> str:
    """The sums of a side's values by currency: `12,930.50 EUR`."""
    told = (f"{value / MILLION:,.2f} {currency}".rstrip() for currency, value in sorted(side.values.items()))
    return ", ".join(told)


def verdict_in_words(pair: Pair) -> str:
    """What a pair's gap means."""
    match pair.verdict:
        case "within":
            return f"within the target of {limit(pair.allowed.target)}"
        case "above":
            return f"above the target of {limit(pair.allowed.target)}"
        case "warning":
            return f"warning: more than {limit(pair.allowed.warn)}"
        case "failure":
            return "more than there were" if pair.is_part else f"failure: more than {limit(pair.allowed.fail)}"
    return f"not judged: {pair.why_not}"


def pairs_table(event: str, found: list[Pair]) -> Figures:
    """The gap of each pair, and what is said of it."""
    rows = tuple(
        (
            f"{pair.left.source.name} against {pair.right.source.name}", len(pair.right.by_day), plain(pair.left.total),
            plain(pair.right.total), plain(pair.gap), rounded(pair.percent), verdict_in_words(pair),
        )
        for pair in found
    )  # fmt: skip
    columns = ("pair", "days", "first", "second", "gap", "gap %", "verdict")
    return Figures(
        f"{event}: the pairs", columns, rows, tuple(remark for pair in found for remark in pair_remarks(pair))
    )


def pair_remarks(pair: Pair) -> Iterator[str]:
    """What has to be known to read a pair's numbers."""
    names = f"{pair.left.source.name} against {pair.right.source.name}"
    if pair.slack:
        zones = f"{pair.left.source.entry.zone} and {pair.right.source.entry.zone}"
        yield f"{names}: days of {zones} are not the same days, so up to {pair.slack:,.0f} may stand beyond the edges; no day is judged by itself"
    if pair.missing:
        days = ", ".join(map(day_text, pair.missing[:3])) + (" and others" if len(pair.missing) > 3 else "")
        yield f"{names}: {len(pair.missing)} days without a row in one of them are left out ({days}); `missing_days: zero` says that there were none"
    if pair.allowed.place is None:
        yield f"{names}: nothing is written under quality, so what is usual counts: {limit(pair.allowed.target)}, {limit(pair.allowed.warn)}, {limit(pair.allowed.fail)}"


def days_table(pair: Pair) -> Figures:
    """The table of a pair by day: both numbers, the gap, and the gap in per cent of the right side."""
    rows = []
    for day, base in sorted(pair.right.by_day.items()):
        number = pair.left.by_day.get(day, 0)
        share = rounded(100 * (number - base) / base) if base else None
        rows.append((day_text(day), plain(number), plain(base), plain(number - base), share))
    names = (pair.left.source.name, pair.right.source.name)
    return Figures(f"{pair.event}: {names[0]} against {names[1]} by day", ("day", *names, "gap", "gap %"), tuple(rows))
