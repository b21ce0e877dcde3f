"""How much a source counted: numbers and values by day, event and currency, and what could not be read of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.counts.kind import kind
from govern.counts.reading import Reading, mark_for
from govern.counts.records import Order, hits, odd_cells, orders
from govern.counts.sources import Source, events_of, sources
from govern.counts.zones import Zone, zone
from govern.platforms import leaks_in
from govern.signals.email_addresses import addresses
from govern.source.cells import day_number, is_absent, micros, moment
from govern.spec.sections.counts import EventColumn

if TYPE_CHECKING:
    from govern.project import Project

MILLION = 1_000_000
SHOWN = 40
"""So many characters of an event's name are shown."""


class Key(Record):
    """What an amount is of: a day of the source's zone, an event of the specs, a currency where one is named."""

    day: int
    event: str
    currency: str = ""


class Amount(Record):
    """A number and a value, in millionths; the value is `None` where none is told."""

    count: int = 0
    value: int | None = None

    def plus(self, count: int, value: int | None) -> Amount:
        """With another amount added."""
        both = value if self.value is None else self.value + (value or 0)
        return Amount(self.count + count, both)


Amounts = dict[Key, Amount]


class Unreadable(Record):
    """Why a part of a file was not counted: in which file, what, how many rows, and the key that would help."""

    file: str
    what: str
    key: str = ""


class Counted(Record):
    """What a source counted. `days` is what it covers: outside of it nothing is known of it."""

    amounts: Amounts
    days: tuple[int, int] | None = None
    unreadable: tuple[Unreadable, ...] = ()
    present: frozenset[int] = frozenset()


@memo
def counted(project: Project, name: str, zone_name: str) -> Counted:
    """What the source of a name counted, by the days of a zone: a source of single orders or hits by any, another by its own."""
    source = next(source for source in sources(project) if source.name == name)
    if source.is_timed:
        return counted_rows(source, zone(zone_name))
    found: Amounts = {}
    unreadable: list[Unreadable] = []
    for reading in source.readings:
        unreadable += add_table(found, source, reading)
    if not found and not unreadable:
        unreadable += of_other_events(source)
    ends = [end for reading in source.readings if reading.days for end in reading.days]
    present = frozenset(key.day for key in found)
    return Counted(found, (min(ends), max(ends)) if ends else None, tuple(unreadable), present)


def counted_rows(source: Source, days: Zone) -> Counted:
    """The orders or hits of a source by the days of a zone. Between the first and the last no day is missing."""
    found: Amounts = {}
    for at, event, currency, value in rows_of(source):
        key = Key(days.day(at), event, currency)
        found[key] = found.get(key, Amount()).plus(MILLION, value)
    odd = tuple(
        Unreadable(
            one.reading.file, f'{one.rows:,} row{"s" * (one.rows != 1)} in which "{one.column}" is not {one.expected}'
        )
        for one in odd_cells(source)
    )
    if not found:
        return Counted(found, None, odd or tuple(of_other_events(source)))
    numbers = [key.day for key in found]
    return Counted(found, (min(numbers), max(numbers)), odd, frozenset(range(min(numbers), max(numbers) + 1)))


def rows_of(source: Source) -> Iterator[tuple[int, str, str, int | None]]:
    """Time, event, currency and value of each order in the books, or of each hit."""
    if holds(source) == "hits":
        names = names_of(source)
        for hit in hits(source):
            event = names(hit.event)
            if event and not hit.test:
                yield hit.at, event, hit.currency, hit.value
        return
    event = next(iter(events_of(source)), "")
    seen = set()
    for order in orders(source):
        if order.id not in seen and is_booked(source, order):
            yield order.at, event, order.currency, order.value
        seen.add(order.id)


def holds(source: Source) -> str:
    """Whether a source has `orders` or `hits`, or `counts`."""
    if source.entry.hit is not None:
        return "hits"
    if source.entry.order is not None:
        return "orders"
    return source.readings[0].known.holds


def is_booked(source: Source, order: Order) -> bool:
    """Whether an order is in the books: no test, and in net books neither cancelled nor paid back as a whole."""
    if order.test:
        return False
    return not (is_net(source) and order.is_undone)


def is_net(source: Source) -> bool:
    """Whether the books of a source leave out what was undone: as it says, else where it has something to tell it by."""
    said = source.entry.books
    if said is not None:
        return said == "net"
    return source.entry.refunds is not None or not source.readings[0].order.keys().isdisjoint({"cancelled", "status"})


def of_other_events(source: Source) -> Iterator[Unreadable]:
    """That a source has rows and none is of an event that it is to count: a log that says `Purchase` has no `purchase`."""
    event = source.entry.event
    for reading in source.readings:
        column = event.column if isinstance(event, EventColumn) else reading.hit.get("event") or reading.event
        names = Counter(cell for cell in reading.table.cells(column) if not is_absent(cell))
        if names and not any(map(names_of(source), names)):
            listed = ", ".join(f"{named(name)} ({number:,})" for name, number in names.most_common(3))
            what = f'no row is of {" or ".join(events_of(source)) or "an event"}: "{column}" has {listed}'
            yield Unreadable(reading.file, what, f"event: {{column: {column}, names: {{...}}}}")


def named(event: str) -> str:
    """The name of an event for a message; an address or a credential that stands there by mistake is not shown."""
    is_private = any(addresses(event)) or bool(leaks_in(event))
    return f"<{len(event):,} characters>" if is_private else f'"{event[:SHOWN]}"'


class names_of:  # noqa: N801 - called like a function
    """What an event of a file is called in the specs; empty where it is not counted."""

    def __init__(self, source: Source) -> None:
        event = source.entry.event
        self.names = event.names if isinstance(event, EventColumn) else {}
        self.only = event if isinstance(event, str) else ""
        self.told = any(reading.hit.get("event") or reading.event for reading in source.readings)

    def __call__(self, written: str) -> str:
        if not self.only:
            return self.names.get(written, "")
        return self.only if written == self.only or not written or not self.told else ""


def add_table(found: Amounts, source: Source, reading: Reading) -> Iterator[Unreadable]:
    """Add up the rows of a table; what cannot be read is said."""
    entry, table = source.entry, reading.table
    count = (entry.window.column if entry.window else "") or entry.count or reading.count
    value = entry.value or reading.value
    event = entry.event.column if isinstance(entry.event, EventColumn) else ""
    missing = [name for name in (entry.day, count, entry.value, event) if name and table.position(name) is None]
    if missing or not count or reading.undated:
        yield from unread(reading, missing, count)
        return
    marks = {name: entry.decimal or mark_for(reading, name) for name in (count, value) if name}
    if any(mark not in (".", ",") for mark in marks.values()):
        what = (
            f'"{next(name for name, mark in marks.items() if mark not in (".", ","))}" has numbers such as "1.234" only'
        )
        yield Unreadable(reading.file, f"{what}, in which the mark may stand for thousands or for decimals", "decimal")
        return
    odd, worthless = add_rows(found, source, reading, (count, value, event, marks))
    if odd:
        yield Unreadable(reading.file, f"{odd:,} row{'s' * (odd != 1)} without a day or a number that can be read")
    if worthless:
        yield Unreadable(reading.file, f'{worthless:,} row{"s" * (worthless != 1)} in which "{value}" is not a number')


def unread(reading: Reading, missing: list[str], count: str) -> Iterator[Unreadable]:
    """Why a table cannot be counted at all."""
    if missing:
        yield Unreadable(reading.file, f'it has no column "{missing[0]}"')
    elif not count:
        choices = ", ".join(f'"{name}"' for name in (reading.windows or reading.table.header)[:6])
        yield Unreadable(
            reading.file,
            f"which column is the count is not known ({choices})",
            "window" if reading.windows else "count",
        )
    else:
        yield Unreadable(reading.file, f"its rows cannot be told by day: {reading.undated}")


def add_rows(
    found: Amounts, source: Source, reading: Reading, columns: tuple[str, str, str, dict[str, str]]
) -> tuple[int, int]:
    """Add up the rows of a readable table; returns how many of them could not be read, and how many values of the others."""
    count, value, event, marks = columns
    table, names, entry = reading.table, names_of(source), source.entry
    events = table.cells(event) if event else [""] * len(table.rows)
    values = table.cells(value) if value else [""] * len(table.rows)
    currencies = table.cells(reading.currency_column) if reading.currency_column else [""] * len(table.rows)
    days = table.cells(entry.day or reading.day)
    own = zone(entry.zone or "UTC")
    odd = worthless = 0
    for written, number, money, kind_, currency in zip(
        days, table.cells(count), values, events, currencies, strict=True
    ):
        name = names(kind_)
        if not name or is_absent(number):
            continue
        when, amount = moment(written), micros(number, marks[count])
        if when is None or amount is None:
            odd += 1
            continue
        day = own.day(when.us) if when.zoned else day_number(when.us - reading.shift)
        key = Key(day, name, currency or entry.currency or reading.currency)
        worth = None if is_absent(money) else micros(money, marks.get(value, "."))
        worthless += worth is None and not is_absent(money)
        found[key] = found.get(key, Amount()).plus(amount, in_micros(value, worth))
    return odd, worthless


def in_micros(column: str, amount: int | None) -> int | None:
    """An amount of a column that is in millionths already, by its name."""
    if amount is not None and column.casefold().endswith(("_micros", "_micro")):
        return amount // MILLION
    return amount


def means_in_words(source: Source) -> str:
    """What a source counts, for people: `counted`, `orders, net`."""
    if source.entry.means == "orders":
        return f"orders, {'net' if is_net(source) else 'gross'}"
    return source.entry.means


def kind_in_words(reading: Reading) -> str:
    """What a table is."""
    return kind(reading.kind).title
