"""Orders and hits out of tables with one a row, with times as instants and money in millionths."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.counts.kind import Kind
from govern.counts.reading import Reading, mark_for
from govern.counts.sources import Source
from govern.counts.table import plain
from govern.counts.zones import Zone, zone
from govern.source.cells import is_absent, micros, moment
from govern.spec.sections.counts import HitColumns, OrderColumns, Refunds

UTC = ("(utc)", "_utc", "(gmt)", "_gmt")
"""How headings of times end that say their zone."""

NUMBERS = ("value", "tax", "shipping", "amount", "ms")
"""The fields that are numbers."""

YES = frozenset({"true", "yes", "1", "t", "y", "granted", "test"})
NO = frozenset({"", "false", "no", "0", "f", "n", "denied", "live"})


class Order(Record):
    """One order of the books. What is not known is `None`; `back` is what was refunded, `back_at` when it was."""

    id: str
    at: int
    value: int | None = None
    currency: str = ""
    test: bool | None = None
    cancelled: bool | None = None
    consent: bool | None = None
    page: bool | None = None
    tax: int | None = None
    shipping: int | None = None
    click: int | None = None
    back: int | None = None
    back_at: int | None = None

    @property
    def is_undone(self) -> bool:
        """Whether the order left the books again, as a whole."""
        return bool(self.cancelled) or (
            self.back_at is not None and (self.back is None or self.back >= (self.value or 0))
        )


class Hit(Record):
    """One hit of a log: what a browser or a server told a platform, and what was answered."""

    at: int
    event: str = ""
    event_time: int | None = None
    id: str = ""
    order: str = ""
    leg: str = ""
    destination: str = ""
    value: int | None = None
    currency: str = ""
    status: int | None = None
    test: bool = False
    ms: int | None = None


def truth(cell: str) -> bool | None:
    """Whether a cell says yes or no; a time says yes."""
    word = cell.strip().casefold()
    if word in YES:
        return True
    if word in NO or is_absent(word):
        return False
    return True if moment(cell) is not None else None


class Cells:
    """Reads the cells of a table's rows by what they mean."""

    def __init__(self, reading: Reading, columns: dict[str, str], told: Zone) -> None:
        self.at = {field: at for field, name in columns.items() if (at := reading.table.position(name)) is not None}
        self.marks = {field: mark_for(reading, columns[field]) for field in NUMBERS if field in columns}
        self.told = told
        self.utc = {field for field in self.at if plain(columns[field]).endswith(UTC)}

    def text(self, row: tuple[str, ...], field: str) -> str:
        """A cell; empty where there is none, or nothing in it."""
        at = self.at.get(field)
        cell = row[at] if at is not None and at < len(row) else ""
        return "" if is_absent(cell) else cell

    def time(self, row: tuple[str, ...], field: str) -> int | None:
        """An instant; what is written without a zone is of the zone that the heading names, else the entry."""
        found = moment(self.text(row, field))
        if found is None:
            return None
        return found.us if found.zoned or field in self.utc else self.told.instant(found.us)

    def money(self, row: tuple[str, ...], field: str) -> int | None:
        """An amount in millionths."""
        return micros(self.text(row, field), self.marks.get(field, "."))

    def currency(self, row: tuple[str, ...]) -> str:
        """The code of a currency in capitals: Stripe writes `eur`."""
        found = self.text(row, "currency")
        return found.upper() if len(found) == 3 else found

    def yes(self, row: tuple[str, ...], field: str) -> bool | None:
        """A yes or a no; unknown where there is no such column."""
        return truth(self.text(row, field)) if field in self.at else None


def columns_of(known: dict[str, str], said: OrderColumns | HitColumns | None) -> dict[str, str]:
    """The columns of a table by what they mean: as the entry says, else as its kind has them."""
    own = {} if said is None else {field: getattr(said, field) for field in said.__fields__ if getattr(said, field)}
    return {**known, **own}


@memo
def orders(source: Source) -> tuple[Order, ...]:
    """The orders of a source, refunds written into them; a row without a number or a time is left out."""
    return tuple(read_orders(source))


def read_orders(source: Source) -> Iterator[Order]:
    """`orders`, read."""
    back = refunds(source)
    told = zone(source.entry.zone or "UTC")
    for reading in source.readings:
        cells = Cells(reading, columns_of(reading.order, source.entry.order), told)
        for row in reading.table.rows:
            at, id = cells.time(row, "at"), cells.text(row, "id")
            if at is None or not id or not is_paid(cells, row, reading.known):
                continue
            when, amount = back.get(id, (None, None))
            yield Order(
                id, at, cells.money(row, "value"), cells.currency(row) or source.entry.currency or reading.currency,
                cells.yes(row, "test"), is_cancelled(cells, row, reading.known), cells.yes(row, "consent"), cells.yes(row, "page"),
                cells.money(row, "tax"), cells.money(row, "shipping"), cells.time(row, "click"), amount, when,
            )  # fmt: skip


def state(cells: Cells, row: tuple[str, ...]) -> str:
    """The status of an order in one spelling: `On hold` and `wc-on-hold` are `on_hold`."""
    return plain(cells.text(row, "status")).removeprefix("wc_")


def is_paid(cells: Cells, row: tuple[str, ...], of: Kind) -> bool:
    """Whether a row with a status is an order: a payment that failed is not, nor a step of one that counts by another."""
    found = state(cells, row)
    return found not in of.unpaid and (not found or not of.booked or found in of.booked)


def is_cancelled(cells: Cells, row: tuple[str, ...], of: Kind) -> bool | None:
    """Whether an order was cancelled or paid back, by its column or its status; unknown where there is neither."""
    said, found = cells.yes(row, "cancelled"), state(cells, row)
    return said or found in of.undone if found else said


class Odd(Record):
    """Cells of a column in which something stands that cannot be read as meant: of which table, how many, what is expected."""

    reading: Reading
    column: str
    rows: int
    expected: str


def odd_cells(source: Source) -> Iterator[Odd]:
    """How many rows of each table have a time that is not one, or a value that is not a number."""
    said = source.entry.hit or source.entry.order
    told = zone(source.entry.zone or "UTC")
    for reading in source.readings:
        columns = columns_of(reading.hit if source.entry.hit or reading.known.holds == "hits" else reading.order, said)
        cells = Cells(reading, columns, told)
        for field, read, expected in (("at", cells.time, "a time"), ("value", cells.money, "a number")):
            odd = sum(1 for row in reading.table.rows if cells.text(row, field) and read(row, field) is None)
            if odd:
                yield Odd(reading, columns[field], odd, expected)


def refunds(source: Source) -> dict[str, tuple[int | None, int | None]]:
    """When orders were paid back, and how much; without an amount it is all."""
    said = source.entry.refunds
    found: dict[str, tuple[int | None, int | None]] = {}
    if said is None:
        return found
    told = zone(source.entry.zone or "UTC")
    for reading in source.refunds:
        cells = Cells(reading, refund_columns(said), told)
        for row in reading.table.rows:
            id, at, amount = cells.text(row, "id"), cells.time(row, "at"), cells.money(row, "amount")
            if id and at is not None:
                before = found.get(id)
                if before is not None and before[1] is not None and amount is not None:
                    amount += before[1]
                found[id] = (before[0] if before is not None else at, amount)
    return found


def refund_columns(said: Refunds) -> dict[str, str]:
    """Which column of a table of refunds holds the order, the moment and the amount, as the specs say."""
    found = {"id": said.order, "at": said.at, "amount": said.amount}
    return {field: name for field, name in found.items() if name}


@memo
def hits(source: Source) -> tuple[Hit, ...]:
    """The hits of a source; a row without a time is left out."""
    return tuple(read_hits(source))


def read_hits(source: Source) -> Iterator[Hit]:
    """`hits`, read."""
    told = zone(source.entry.zone or "UTC")
    own_leg = source.entry.layer if source.entry.layer in ("browser", "server") else ""
    for reading in source.readings:
        cells = Cells(reading, columns_of(reading.hit, source.entry.hit), told)
        for row in reading.table.rows:
            at = cells.time(row, "at")
            if at is None:
                continue
            status, ms = cells.text(row, "status"), cells.money(row, "ms")
            yield Hit(
                at, cells.text(row, "event"), cells.time(row, "event_time"), cells.text(row, "event_id"),
                cells.text(row, "order"), cells.text(row, "leg").casefold() or own_leg, cells.text(row, "destination"),
                cells.money(row, "value"), cells.currency(row), int(status) if status.isdecimal() else None,
                bool(cells.yes(row, "test")), None if ms is None else ms // 1_000_000,
            )  # fmt: skip
