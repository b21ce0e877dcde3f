"""Series: how many events happened in each hour, or on each day where no hours are told, as far as a source goes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.counts.amounts import MILLION, counted, names_of, rows_of
from govern.counts.left_open import is_usable
from govern.counts.reading import mark_for
from govern.counts.sources import Source, events_of, sources
from govern.counts.zones import Zone, zone
from govern.source.cells import DAY_US, HOUR_US, is_absent, micros, moment
from govern.spec.sections.counts import EventColumn

if TYPE_CHECKING:
    from govern.project import Project

HOURS_A_WEEK = 168
WEEKS = 4


class Series(Record):
    """The numbers of one event in one source. `hours` are by hours since 1970, `days` by days of the source's zone; of a series
    by day `hours` is empty. `first` is the first hour that is covered."""

    source: Source
    event: str
    hours: dict[int, int]
    days: dict[int, int]
    first: int = 0

    @property
    def zone(self) -> Zone:
        """The zone in which its days begin."""
        return zone(self.source.entry.zone or "UTC")

    @property
    def name(self) -> str:
        """What it is called in messages: `purchase in shop`."""
        return f"{self.event} in {self.source.name}"

    def between(self, start: int, end: int) -> int:
        """How many happened from one hour to before another."""
        return sum(self.hours.get(hour, 0) for hour in range(start, end))


def all_series(project: Project) -> tuple[Series, ...]:
    """Every event of every source that counts events."""
    usable = (
        source
        for source in sources(project)
        if is_usable(source.entry) and source.entry.means not in ("sessions", "score")
    )
    return tuple(series(project, source.name, event) for source in usable for event in events_of(source))


def counted_days(project: Project) -> list[int]:
    """The days on which any source counts something, by days since 1970, in order."""
    return sorted({day for one in all_series(project) for day, number in one.days.items() if number})


@memo
def series(project: Project, name: str, event: str) -> Series:
    """The series of one event in the source of a name."""
    source = next(source for source in sources(project) if source.name == name)
    own = zone(source.entry.zone or "UTC")
    hours = hourly(source, event)
    days: dict[int, int] = {}
    if hours:
        for hour, number in hours.items():
            day = own.day(hour * HOUR_US)
            days[day] = days.get(day, 0) + number
    else:
        for key, amount in counted(project, name, source.entry.zone or "UTC").amounts.items():
            if key.event == event:
                days[key.day] = days.get(key.day, 0) + round(amount.count / MILLION)
    found = Series(source, event, hours, days, min(hours, default=0))
    return found.replace(days={**days, **remembered(project, found)})


def remembered(project: Project, found: Series) -> dict[int, int]:
    """What a daily log says of the days before those that the source covers; of single times the first day may be half of one."""
    first = min(found.days, default=None)
    days: dict[int, int] = {}
    for day, name, number in project.live.remembered:
        at = day_of(day) if name == f"{found.event} {found.source.name}" else None
        if at is not None and (first is None or at < first or (at == first and found.hours)):
            days[at] = max(number, days.get(at, 0), found.days.get(at, 0) if at == first else 0)
    return days


def day_of(text: str) -> int | None:
    """A day as a number; nothing where a text is not a day."""
    when = moment(text)
    return when.us // DAY_US if when is not None and len(text) == 10 else None


def hourly(source: Source, event: str) -> dict[int, int]:
    """The numbers by hour; empty where only days are told."""
    found: dict[int, int] = {}
    if source.is_timed:
        for at, name, _, _ in rows_of(source):
            if name == event:
                found[at // HOUR_US] = found.get(at // HOUR_US, 0) + 1
        return found
    for at, number in timed_rows(source, event):
        hour = at // HOUR_US
        found[hour] = found.get(hour, 0) + number
    return found


def timed_rows(source: Source, event: str) -> Iterable[tuple[int, int]]:
    """The rows of tables by the hour: instant and number. A table whose times are all the same hour of the day is by day."""
    names, entry, own = names_of(source), source.entry, zone(source.entry.zone or "UTC")
    for reading in source.readings:
        count = entry.count or reading.count
        column = entry.event.column if isinstance(entry.event, EventColumn) else ""
        times = reading.table.cells(entry.day or reading.day)
        known = [moment(cell) for cell in times]
        if not count or len({one.us % DAY_US for one in known if one is not None and one.timed}) < 2:
            continue
        events = reading.table.cells(column) if column else [""] * len(times)
        mark = entry.decimal or mark_for(reading, count)
        for when, number, name in zip(known, reading.table.cells(count), events, strict=True):
            amount = None if is_absent(number) else micros(number, mark)
            if when is not None and amount is not None and names(name) == event:
                yield when.us if when.zoned else own.instant(when.us), round(amount / MILLION)


def lumpiness(found: Series, until: int, ignored: frozenset[int]) -> float:
    """Variance by mean of the last weeks, hour of the week by hour of the week, each week at its own level: 1 is pure chance."""
    weeks = [[found.hours.get(until - HOURS_A_WEEK * (back + 1) + hour, 0) for hour in range(HOURS_A_WEEK)] for back in range(WEEKS)
             if until - HOURS_A_WEEK * (back + 1) >= found.first]  # fmt: skip
    weeks = [week for week in weeks if sum(week)]
    if len(weeks) < 2:
        return 1.0
    level = sum(map(sum, weeks)) / len(weeks)
    spread = expected = 0.0
    for hour in range(HOURS_A_WEEK):
        if found.zone.day((until - HOURS_A_WEEK + hour) * HOUR_US) in ignored:
            continue
        scaled = [week[hour] * level / sum(week) for week in weeks]
        mean = sum(scaled) / len(scaled)
        spread += sum((one - mean) ** 2 for one in scaled) / (len(scaled) - 1)
        expected += mean
    return max(1.0, spread / expected) if expected else 1.0
