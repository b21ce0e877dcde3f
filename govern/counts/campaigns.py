"""Campaigns by the names that a platform's report gives them: which were counted on some days, the largest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.counts.amounts import MILLION
from govern.counts.reading import Reading, mark_for
from govern.counts.sources import Source, sources
from govern.source.cells import DAY_US, is_absent, micros, moment

if TYPE_CHECKING:
    from govern.project import Project

NAMED = ("campaignname", "kampagnenname", "nomdelacampagne", "campaign", "kampagne", "campagne", "campaignid")
"""What columns of campaigns are called, without what stands between the letters; a name goes before a number."""

SHOWN = 5


class Campaigns(Record):
    """The campaigns of one source with what they counted on some days, the largest first."""

    source: Source
    counted: tuple[tuple[str, int], ...]


def campaigns(project: Project, days: range) -> Iterator[Campaigns]:
    """Of each source that names campaigns, those that some days are of."""
    for source in sources(project):
        found: dict[str, int] = {}
        for reading in source.readings:
            for name, number in rows_of(source, reading, days):
                found[name] = found.get(name, 0) + number
        if found:
            yield Campaigns(source, tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))))


def rows_of(source: Source, reading: Reading, days: range) -> Iterator[tuple[str, int]]:
    """Campaign and number of each row of some days; without a number it is named all the same. A report that is not by day counts
    where its days touch these."""
    table, column = reading.table, column_of(reading)
    if not column:
        return
    count = (source.entry.window.column if source.entry.window else "") or source.entry.count or reading.count
    has_count = bool(count) and table.position(count) is not None
    numbers = table.cells(count) if has_count else [""] * len(table.rows)
    mark = source.entry.decimal or mark_for(reading, count) if has_count else "."
    when = source.entry.day or reading.day
    dated = bool(when) and table.position(when) is not None and not reading.undated
    written = table.cells(when) if dated else [""] * len(table.rows)
    for name, number, day in zip(table.cells(column), numbers, written, strict=True):
        at = moment(day) if dated else None
        if (
            is_absent(name)
            or (dated and (at is None or at.us // DAY_US not in days))
            or not (dated or touches(reading, days))
        ):
            continue
        yield name, (micros(number, mark) or 0) // MILLION if has_count and not is_absent(number) else 0


def touches(reading: Reading, days: range) -> bool:
    """Whether the days that a whole report is of touch some days."""
    return reading.span is not None and reading.span[0] < days.stop and reading.span[1] >= days.start


def column_of(reading: Reading) -> str:
    """The column that names campaigns; empty where there is none."""
    known = {
        "".join(char for char in name.casefold() if char.isalnum()): name for name in reversed(reading.table.header)
    }
    return next((known[word] for word in NAMED if word in known), "")


def in_words(found: Campaigns) -> str:
    """The campaigns of a source in a line."""
    listed = [f'"{name}"' + (f" ({number:,})" if number else "") for name, number in found.counted[:SHOWN]]
    more = f" and {len(found.counted) - SHOWN} more" if len(found.counted) > SHOWN else ""
    return f"campaigns of these days in {found.source.name}: {', '.join(listed)}{more}"
