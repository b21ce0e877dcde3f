"""An incident: how many events are missing of some days, what they were worth, and whether the days after are well again."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Cell, Figures
from govern.counts.amounts import counted
from govern.counts.campaigns import campaigns, in_words
from govern.counts.series import Series, all_series
from govern.source.cells import day_of_text, day_text

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.destinations import Destination

WEEKS = 4
WEEK = 7
BOUND = 1.96
"""Deviations on both sides, within which 95 of 100 expectations lie."""

LEARNING = (7, 14)
"""For how many days after the last bad one bids may still follow it."""

FOLLOWED = 7
USUAL = "as usual"


class Gap(Record):
    """What one series lacks over some days: seen, expected, and how far the expectation may be off."""

    series: Series
    seen: int
    expected: float
    off: float
    worth: tuple[tuple[str, float], ...]

    @property
    def missing(self) -> float:
        """How many events are missing; below nothing there are more than expected."""
        return self.expected - self.seen

    @property
    def is_sure(self) -> bool:
        """Whether chance does not explain it."""
        return abs(self.missing) > self.off

    @property
    def lacks(self) -> bool:
        """Whether there are fewer than chance explains."""
        return self.missing > self.off


def expectation(series: Series, day: int, left_out: range) -> tuple[float, float] | None:
    """What is usual on a day, and its variance: the same weekday of the four weeks before, without the days of the incident."""
    days = [day - WEEK * week for week in range(1, WEEKS + 3)]
    known = [series.days[one] for one in days if one in series.days and one not in left_out][:WEEKS]
    if len(known) < 2:
        return None
    mean = sum(known) / len(known)
    spread = sum((number - mean) ** 2 for number in known) / (len(known) - 1)
    return mean, max(spread, mean) * (1 + 1 / len(known))


def gap(project: Project, series: Series, days: range) -> Gap | None:
    """What a series lacks over some days; nothing where nobody knows what is usual, or whether these days were counted."""
    if why_unknown(project, series, days):
        return None
    expected = [expectation(series, day, days) for day in days]
    known = [one for one in expected if one is not None]
    seen = sum(series.days.get(day, 0) for day in days)
    mean = sum(one[0] for one in known)
    return Gap(
        series, seen, mean, BOUND * sqrt(sum(one[1] for one in known)), worth(project, series, days, mean - seen)
    )


def why_unknown(project: Project, series: Series, days: range) -> str:
    """Why nobody knows what a series lacks over some days; empty where it is known. Where the files end before these days, nothing may
    have been seen or nothing exported."""
    if any(expectation(series, day, days) is None for day in days):
        return "what is usual is not known, since the weeks before are not in the files"
    covered = counted(project, series.source.name, series.source.entry.zone or "UTC").days
    if (
        series.source.entry.missing_days == "zero"
        or covered is None
        or (covered[0] <= days.start and days.stop - 1 <= covered[1])
    ):
        return ""
    return (
        f"its files end on {day_text(covered[1])}: whether nothing was seen after that, or it was exported before, is not known; "
        "export these days too, or write missing_days: zero"
    )


def worth(project: Project, series: Series, days: range, missing: float) -> tuple[tuple[str, float], ...]:
    """What the missing events were worth, by the mean value of the four weeks before, in each currency by its share. Hits as they were
    received say nothing of it: both legs send each event."""
    if series.source.entry.means == "received":
        return ()
    zone = series.source.entry.zone or "UTC"
    before = range(days.start - WEEK * WEEKS, days.start)
    numbers: dict[str, int] = {}
    sums: dict[str, int] = {}
    for key, amount in counted(project, series.source.name, zone).amounts.items():
        if key.event == series.event and key.day in before and amount.value is not None:
            numbers[key.currency] = numbers.get(key.currency, 0) + amount.count
            sums[key.currency] = sums.get(key.currency, 0) + amount.value
    total = sum(numbers.values())
    return tuple((currency, missing * sums[currency] / total) for currency in sorted(sums)) if total else ()


@memo
def gaps(project: Project) -> tuple[tuple[Series, Gap | None], ...]:
    """Each series with its gap over the days that somebody asked about; none where nobody asked about an incident."""
    days = bad_days(project)
    return tuple((series, gap(project, series, days)) for series in all_series(project) if series.days) if days else ()


def bad_days(project: Project) -> range:
    """The days of the incident."""
    first, last, _ = project.live.incident or ("", "", "")
    return range(day_of_text(first), day_of_text(last) + 1) if first else range(0)


def incident(project: Project) -> tuple[tuple[Figures, ...], tuple[str, ...]]:
    """The tables of an incident, and what follows from it in words."""
    days = bad_days(project)
    first, last, fixed = project.live.incident
    found = gaps(project)
    known = [one for _, one in found if one is not None]
    tables = [table(known, first, last)] if known else []
    if fixed:
        tables += [after(one.series, days, day_of_text(fixed)) for one in known]
    unknown = [f"{series.name}: {why_unknown(project, series, days)}" for series, one in found if one is None]
    named = (in_words(one) for one in campaigns(project, days)) if any(one.is_sure for one in known) else ()
    return tuple(tables), (*consequences(project, known, days), *named, *unknown)


def lead(tables: tuple[Figures, ...]) -> str:
    """What an incident comes to, in a sentence: the largest gap that chance does not explain, of those whose worth is known where one is."""
    rows = [row for row in tables[0].rows if row[6] == "missing"] if tables else []
    if not rows:
        return "No source shows a gap that chance does not explain."
    worst = max(rows, key=lambda row: (bool(row[7]), float(row[3] or 0) - float(row[2] or 0)))
    event, source, seen, expected, *_, worth_ = worst
    missing = float(expected or 0) - float(seen or 0)
    told = f", worth about {worth_}" if worth_ else ""
    others = f" {len(rows) - 1} more of the tables below lack events as well." if len(rows) > 1 else ""
    return (
        f"{missing:,.0f} of {float(expected or 0):,.0f} expected {event} events are missing in {source}{told}.{others}"
    )


def table(gaps: list[Gap], since: str, until: str) -> Figures:
    """Seen and expected of each series."""
    rows: list[tuple[Cell, ...]] = []
    for one in gaps:
        told = ", ".join(f"{value:,.2f} {currency}".rstrip() for currency, value in one.worth) if one.is_sure else ""
        share = round(-100 * one.missing / one.expected, 2) if one.expected else None
        verdict = ("missing" if one.missing > 0 else "too many") if one.is_sure else USUAL
        rows.append(
            (
                one.series.event,
                one.series.source.name,
                one.seen,
                round(one.expected),
                f"± {one.off:,.0f}",
                share,
                verdict,
                told,
            )
        )
    columns = ("event", "source", "seen", "expected", "give or take", "gap %", "verdict", "worth")
    return Figures(
        f"incident, {since} to {until}",
        columns,
        tuple(rows),
        ("expected: the same weekdays of the four weeks before; the bound holds 95 of 100 times",),
    )


def after(series: Series, bad: range, fixed: int) -> Figures:
    """The days after a fix, and whether each is as usual again."""
    rows: list[tuple[Cell, ...]] = []
    for day in range(fixed, fixed + FOLLOWED):
        usual = expectation(series, day, bad)
        known = usual is not None and day in series.days
        seen, expected = (series.days[day], round(usual[0])) if usual is not None and known else (None, None)
        rows.append((day_text(day), seen, expected, recovery(series, bad, day)))
    return Figures(f"{series.name}: since {day_text(fixed)}", ("day", "seen", "expected", "verdict"), tuple(rows))


def recovery(series: Series, bad: range, day: int) -> str:
    """What is to be said of a day after a fix."""
    usual = expectation(series, day, bad)
    if day not in series.days or usual is None:
        return "not known yet"
    if abs(series.days[day] - usual[0]) <= BOUND * sqrt(usual[1]):
        return USUAL
    return "still too few" if series.days[day] < usual[0] else "too many"


def since_fix(project: Project, series: Series) -> Gap | None:
    """What a series lacks over those of the days after the fix that are known, all together: of seven sound days one is often low. Nothing
    where no fix was named, or no day after it is known yet."""
    fixed = day_of_text(project.live.incident[2]) if project.live.incident and project.live.incident[2] else None
    days = range(fixed, fixed + FOLLOWED) if fixed is not None else range(0)
    usual = {day: expectation(series, day, bad_days(project)) for day in days if day in series.days}
    known = {day: found for day, found in usual.items() if found is not None}
    if not known:
        return None
    mean, variance = map(sum, zip(*known.values(), strict=True))
    return Gap(series, sum(series.days[day] for day in known), mean, BOUND * sqrt(variance), ())


def open_gaps(project: Project) -> Iterator[Gap]:
    """The gaps that chance does not explain and that are not over: after the fix events are still missing, or no day is known yet."""
    for series, found in gaps(project):
        after_fix = since_fix(project, series)
        if found is not None and found.lacks and (after_fix is None or after_fix.lacks):
            yield found


def consequences(project: Project, gaps: list[Gap], days: range) -> Iterator[str]:
    """Which destinations learn from the bad days, and until when."""
    events = dict.fromkeys(one.series.event for one in gaps if one.is_sure)
    first, last = (day_text(days.stop - 1 + more) for more in LEARNING)
    for event in events:
        sources = (one.series.source.entry for one in gaps if one.is_sure and one.series.event == event)
        told = (project.destination_by_name.get(entry.destination or "") for entry in sources)
        names = [
            destination.name for destination in told if destination is not None and is_bid_for(project, destination)
        ]
        for mapping in project.mappings_of_event.get(event, ()):
            destination = project.destination_by_name.get(mapping.destination)
            if destination is not None and is_bid_for(project, destination):
                names.append(destination.name)
        if names:
            yield f"campaigns that bid for {event} at {', '.join(dict.fromkeys(names))} learn from these days until {first} to {last}"


def is_bid_for(project: Project, destination: Destination) -> bool:
    """Whether campaigns are run by what a destination is told."""
    platform = project.platform(destination.platform)
    return platform is not None and platform.facts.purpose == "advertising"


def changed_before(since: str, commits: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    """What changed in the specs on the day of the beginning and the one before, from git."""
    days = {since, day_text(day_of_text(since) - 1)}
    seen = set()
    for day, commit, subject in commits:
        if day in days and commit not in seen:
            seen.add(commit)
            yield f"changed just before: {day} {commit[:8]} {subject}"
