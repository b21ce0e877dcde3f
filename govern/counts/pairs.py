"""Pairs: the counts of two layers of one event, over the days that both cover, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from govern.core.memo import memo
from govern.core.record import Record
from govern.counts.amounts import MILLION, Counted, counted
from govern.counts.left_open import is_usable
from govern.counts.sources import Period, Source, events_of, period, sources
from govern.counts.tolerances import Allowed, allowed, in_order
from govern.counts.zones import hours_apart, zone
from govern.source.cells import DAY_US

if TYPE_CHECKING:
    from govern.project import Project

LEAST = 30
"""With fewer in the second layer chance alone makes a third more or less."""

Verdict = Literal["within", "above", "warning", "failure", "not judged"]
TOLD = (("platform", "analytics"), ("browser", "intent"), ("server", "browser"), ("crm", "server"))
"""Layers that are compared beside those with the backend."""


class Side(Record):
    """One of the two: the source, its numbers by day in millionths, and the sums of its values by currency."""

    source: Source
    by_day: dict[int, int]
    values: dict[str, int]

    @property
    def total(self) -> int:
        """All of it, in millionths."""
        return sum(self.by_day.values())


class Pair(Record):
    """Two layers of one event over some days. `slack` is how many may stand on the other side of a day's edge, where both
    count by days of different zones. `missing` are the days of which one side says nothing."""

    event: str
    left: Side
    right: Side
    allowed: Allowed
    first: int
    last: int
    slack: float = 0.0
    missing: tuple[int, ...] = ()

    @property
    def destination(self) -> str:
        """The destination that the pair is about; empty where none is named."""
        return self.left.source.entry.destination or self.right.source.entry.destination or ""

    @property
    def names(self) -> tuple[str, str, str]:
        """What the pair is known by: the event and the two sources."""
        return self.event, self.left.source.name, self.right.source.name

    @property
    def is_part(self) -> bool:
        """Whether the first counts only what it ascribes to itself, which is a part of all, possibly an empty one."""
        return self.left.source.entry.means == "attributed" and self.right.source.entry.means != "attributed"

    @property
    def gap(self) -> int:
        """By how much the first is above the second, in millionths."""
        return self.left.total - self.right.total

    @property
    def percent(self) -> float | None:
        """The gap in per cent of the second."""
        return 100 * self.gap / self.right.total if self.right.total else None

    @property
    def verdict(self) -> Verdict:
        """What the whole of the days says."""
        if self.right.total < LEAST * MILLION:
            return "not judged"
        found = judged(self.allowed, self.gap, self.right.total, self.slack)
        return "not judged" if self.is_part and (self.gap <= 0 or found == "within") else found

    @property
    def why_not(self) -> str:
        """Why the pair is not judged."""
        if self.right.total < LEAST * MILLION:
            return f"fewer than {LEAST} {self.right.source.entry.means} in {self.right.source.name}"
        return "attributed is a part of all" if self.is_part else ""

    @property
    def value_gaps(self) -> list[tuple[str, int, int]]:
        """The values of both sides in each currency that both name, in millionths."""
        if self.is_part:
            return []
        both = sorted(self.left.values.keys() & self.right.values.keys())
        return [(currency, self.left.values[currency], self.right.values[currency]) for currency in both]

    @property
    def days_off(self) -> list[tuple[int, float]]:
        """The days that by themselves are beyond the failure, with their per cents; none where days are not the same days."""
        if self.slack or self.is_part:
            return []
        found = []
        for day, base in self.right.by_day.items():
            gap = self.left.by_day.get(day, 0) - base
            if base >= LEAST * MILLION and judged(self.allowed, gap, base, 0) == "failure":
                found.append((day, 100 * gap / base))
        return sorted(found)


def judged(limits: Allowed, gap: int, base: int, slack: float) -> Verdict:
    """The step that a gap reaches."""
    share = 100 * max(0.0, abs(gap) - slack * MILLION) / base
    if share > limits.fail:
        return "failure"
    if share > limits.warn:
        return "warning"
    return "above" if share > limits.target else "within"


@memo
def pairs(project: Project) -> tuple[Pair, ...]:
    """Every pair of layers that count the same event, in the order of the events in the specs."""
    usable = [
        source
        for source in sources(project)
        if is_usable(source.entry) and source.entry.means not in ("sessions", "score")
    ]
    events = dict.fromkeys(event for source in usable for event in events_of(source))
    return tuple(
        pair
        for event in events
        for one, other in combinations([source for source in usable if event in events_of(source)], 2)
        if are_compared(project, one, other) and (pair := pair_of(project, event, one, other)) is not None
    )


def are_compared(project: Project, one: Source, other: Source) -> bool:
    """Whether two sources are of layers that are held against each other, and of no two destinations."""
    layers = in_order(project, one.entry.layer, other.entry.layer)
    if (one.entry.means == "received") != (other.entry.means == "received") and not is_written(project, layers):
        return False  # what was received is more than what counts, before doubles are taken for one
    there = {one.entry.destination, other.entry.destination} - {None}
    same = len(there) < 2 or "analytics" in layers
    return layers[0] != layers[1] and same and ("backend" in layers or layers in TOLD or is_written(project, layers))


def is_written(project: Project, layers: tuple[str, str]) -> bool:
    """Whether somebody wrote how far the two may lie apart."""
    from govern.counts.thresholds import tolerances

    return any(
        set(getattr(said, "between", ())) == set(layers)
        for quality in project.quality
        for _, said in tolerances(quality)
    )


def pair_of(project: Project, event: str, one: Source, other: Source) -> Pair | None:
    """The pair of two sources over the days that both cover and somebody asks about; none where there are no such days."""
    first_layer, _ = in_order(project, one.entry.layer, other.entry.layer)
    left, right = (one, other) if one.entry.layer == first_layer else (other, one)
    zones = zones_of(left, right)
    both = [counted(project, source.name, name) for source, name in zip((left, right), zones, strict=True)]
    days = common(both, period(project), (left, right))
    if days is None:
        return None
    halves = tuple(zip((left, right), both, strict=True))
    span = range(days[0], days[1] + 1)
    unknown = tuple(day for day in span if any(is_missing(source, found, day) for source, found in halves))
    known = [side(source, found, event, [day for day in span if day not in unknown]) for source, found in halves]
    destinations = tuple(filter(None, (left.entry.destination, right.entry.destination)))
    limits = allowed(project, (left.entry.layer, right.entry.layer), event, destinations)
    return Pair(event, known[0], known[1], limits, *days, slack_of(zones, known, days), unknown)


def zones_of(left: Source, right: Source) -> tuple[str, str]:
    """By the days of which zone each is counted: what has single times follows what has not."""
    own = (left.entry.zone or "UTC", right.entry.zone or "UTC")
    if left.is_timed:
        return own[1], own[1]
    return (own[0], own[0]) if right.is_timed else own


def common(both: list[Counted], asked: Period, of: tuple[Source, Source]) -> tuple[int, int] | None:
    """The days that both cover, of those that are asked about. Days at the edge of single times, which may be half a day, count
    only if somebody asks for them by name."""
    spans = []
    for found, source in zip(both, of, strict=True):
        if found.days is None:
            return None
        half = source.is_timed and found.days[1] - found.days[0] > 1
        first = found.days[0] + (half and asked.first is None)
        last = found.days[1] - (half and asked.last is None)
        if source.is_timed:  # a day without an order at the edge of what is asked about had none
            first = min(first, asked.first) if asked.first is not None else first
            last = max(last, asked.last) if asked.last is not None else last
        spans.append((first, last))
    first = (
        max(start for start, _ in spans) if asked.first is None else max(asked.first, *(start for start, _ in spans))
    )
    last = min(end for _, end in spans) if asked.last is None else min(asked.last, *(end for _, end in spans))
    return (first, last) if first <= last else None


def side(source: Source, found: Counted, event: str, days: list[int]) -> Side:
    """The numbers of a source for one event on some days."""
    by_day = dict.fromkeys(days, 0)
    values: dict[str, int] = {}
    for key, amount in found.amounts.items():
        if key.event == event and key.day in by_day:
            by_day[key.day] += amount.count
            if amount.value is not None:
                values[key.currency] = values.get(key.currency, 0) + amount.value
    return Side(source, by_day, values)


def is_missing(source: Source, found: Counted, day: int) -> bool:
    """Whether a source says nothing of a day, and nobody says that it had none then."""
    return source.entry.missing_days == "unknown" and not source.is_timed and day not in found.present


def slack_of(zones: tuple[str, str], sides: list[Side], days: tuple[int, int]) -> float:
    """How many may stand beyond the edges of the days, where the days of the two begin at different hours."""
    if zones[0] == zones[1]:
        return 0.0
    hours = hours_apart(zone(zones[0]), zone(zones[1]), days[0] * DAY_US)
    edges = [max(one.by_day.get(day, 0) for one in sides) for day in days]
    return hours / 24 * sum(edges) / MILLION if hours else 0.0


def odd_ones(project: Project) -> Iterator[tuple[Pair, Pair, Pair, str]]:
    """Three layers of one event that can be compared in pairs, of which two agree and the third does not; the odd one is named,
    or none where no two agree."""
    found = [pair for pair in pairs(project) if pair.verdict != "not judged"]
    for three in combinations(found, 3):
        names = {one.source.name for pair in three for one in (pair.left, pair.right)}
        if len({pair.event for pair in three}) > 1 or len(names) != 3:
            continue
        agreeing = [pair for pair in three if pair.verdict in ("within", "above")]
        if len(agreeing) == 1:
            alike = {agreeing[0].left.source.name, agreeing[0].right.source.name}
            yield (*three, next(iter(names - alike)))
        elif not agreeing:
            yield (*three, "")
