"""Exchange rates of a table that somebody gave: what one currency was worth in another on a day. Nothing is fetched, nothing guessed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.counts.reading import Reading, mark_for
from govern.counts.sources import Source
from govern.source.cells import day_number, micros, moment
from govern.spec.currencies import is_currency

CLOSED = 7
"""So many days back a rate holds where none was published, in days: weekends and holidays."""


class Exchange(Record):
    """Units of each currency for one of the base, by day."""

    base: str
    days: tuple[int, ...]
    rates: dict[int, dict[str, float]]

    def rate(self, day: int, one: str, other: str) -> float | None:
        """How much of another currency one unit was worth on a day; `None` where the table does not say it."""
        at = bisect_right(self.days, day) - 1
        if at < 0 or day - self.days[at] > CLOSED:
            return None
        known = {**self.rates[self.days[at]], self.base: 1.0}
        here, there = known.get(one), known.get(other)
        return there / here if here and there else None


@memo
def exchange(source: Source) -> Exchange | None:
    """The rates of a source; nothing where it names none, or none of them can be read."""
    said = source.entry.rates
    found: dict[int, dict[str, float]] = {}
    for reading in source.rates:
        for day, currency, rate in told(reading):
            found.setdefault(day, {})[currency] = rate
    return Exchange(said.base.upper(), tuple(sorted(found)), found) if said is not None and found else None


def told(reading: Reading) -> Iterator[tuple[int, str, float]]:
    """Each rate of a table: day, currency, how much of it one unit of the base buys."""
    table, value, code = reading.table, reading.value, reading.currency_column
    wide = [(heading, heading.strip().upper()) for heading in table.header]
    columns = [(value, "")] if value else [(heading, named) for heading, named in wide if is_currency(named)]
    days = [moment(cell) for cell in table.cells(reading.day)]
    for heading, named in columns:
        mark = mark_for(reading, heading)
        codes = [named] * len(days) if named else [cell.strip().upper() for cell in table.cells(code)]
        for day, currency, cell in zip(days, codes, table.cells(heading), strict=False):
            amount = micros(cell, "." if mark == "?" else mark)
            if day is not None and amount and amount > 0 and is_currency(currency):
                yield day_number(day.us), currency, amount / 1_000_000
