"""What a file of counts holds: its tables, of which kind each is, which days it covers, and what it leaves open."""

from __future__ import annotations

import re

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place
from govern.counts.json_tables import json_tables, line_tables
from govern.counts.kind import Kind, kind, kind_of
from govern.counts.local_days import RANGE_IN_WORDS, iso_of_words, with_iso_days
from govern.counts.table import Table
from govern.counts.text_tables import text_tables
from govern.source.cells import DAY_US, day_number, day_text, is_absent, mark_among, moment

EXPECTED = (
    "expected a table with a day and a number in each row, or with an order in each row, under headings such as date and count, "
    "or order_id, created_at and total; govern reconcile --help says more"
)
NTH = regex(r"nth_(day|week|month|hour|year)")
REMARKED = regex(r"([0-9]{8})-([0-9]{8})")
TITLED = regex(r"([A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4}) [–-] ([A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4})")
BOUNDS = regex(r"(?:start date|end date|startdatum|enddatum|date de début|date de fin)\s?:\s?(.{1,40})", re.IGNORECASE)
LARGEST = 256 * 1024 * 1024
"""So much of an archive is unpacked, in bytes: what a file may have."""

CODE = regex(r"[A-Z]{3}")
SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₪": "ILS"}
"""Signs that one currency alone has; `$` and `¥` name none."""


class Reading(Record):
    """One table as it was read. Columns are named as its header names them; days are numbers since 1970.

    `days` is what its rows cover, `span` what the file says of itself, in a title or in columns of a range. `shift` is the
    time of day that every row has, when it is one and not midnight: there the days of the account begin in UTC.
    `undated` says why the rows cannot be told by day.
    """

    table: Table
    kind: str
    day: str = ""
    event: str = ""
    count: str = ""
    value: str = ""
    currency_column: str = ""
    currency: str = ""
    windows: tuple[str, ...] = ()
    order: dict[str, str] = {}
    hit: dict[str, str] = {}
    days: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    shift: int = 0
    undated: str = ""

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.table.file

    @property
    def known(self) -> Kind:
        """Its kind, and what that says of it."""
        return kind(self.kind)


def read_counts(raw: bytes, file: str) -> tuple[Reading, ...]:
    """The tables of counts in a file, known by their content. Raises `GovernError` where there is none."""
    found = tuple(reading_of(with_iso_days(table)) for table in tables_of(raw, file))
    known = tuple(reading for reading in found if reading is not None)
    if not known:
        raise GovernError(f"{file} is not a table of counts that govern knows", Place(file), EXPECTED)
    return known


def tables_of(raw: bytes, file: str) -> tuple[Table, ...]:
    """Every table in a file, whatever it counts."""
    raw = unpacked(raw, file)
    text = decoded(raw, file)
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return text_tables(text, file)
    if start == "{" and re.match(r"\s{0,100}\{[^\n]{0,10000}\}\s{0,100}\n\s{0,100}\{", text):
        return line_tables(text, file)
    from govern.source import json

    return json_tables(json.parse(raw, file), file)


def unpacked(raw: bytes, file: str) -> bytes:
    """What gzip packed, up to what a file may hold; anything else as it is."""
    if raw[:2] != b"\x1f\x8b":
        return raw
    import zlib

    opened = zlib.decompressobj(wbits=31)
    try:
        found = opened.decompress(raw, LARGEST)
    except zlib.error:
        found = b""
    if not opened.eof:
        why = f"holds more than {LARGEST // 1024 // 1024} MB" if opened.unconsumed_tail else "is a damaged archive"
        raise GovernError(f"{file} {why}", Place(file), "unpack it, or export it again")
    return found


def decoded(raw: bytes, file: str) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or what a Western Windows calls CSV."""
    try:
        text = raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if "\0" in text:
        raise GovernError(f"{file} is not a text", Place(file), EXPECTED)
    return text


def reading_of(table: Table) -> Reading | None:
    """A table with what its columns mean; nothing where its kind is not known."""
    name = kind_of(table)
    if not name:
        return None
    of = kind(name)
    count = first(table, of.count)
    windows = tuple(heading for heading in table.header if any(mark in heading.casefold() for mark in of.windows))
    day = first(table, (*of.day, *of.order.get("at", ()), *of.hit.get("at", ())))
    by_day = dated(table, day)
    return Reading(
        table,
        name,
        day=day,
        event=first(table, of.event),
        count=count,
        value=first(table, of.value),
        currency_column=first(table, of.currency),
        currency=currency_of(table, of),
        windows=windows,
        order=named(table, of.order),
        hit=named(table, of.hit),
        span=span_of(table, of),
        days=by_day.days,
        shift=by_day.shift,
        undated=by_day.undated,
    )


def first(table: Table, names: tuple[str, ...]) -> str:
    """The heading of the first of several columns that a table has; empty if none."""
    for name in names:
        at = table.position(name)
        if at is not None:
            return table.header[at]
    return ""


def named(table: Table, fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The headings of the columns that a table has, by what they mean."""
    found = {field: first(table, names) for field, names in fields.items()}
    return {field: heading for field, heading in found.items() if heading}


class Dated(Record):
    """Which days the rows of a table cover."""

    days: tuple[int, int] | None = None
    shift: int = 0
    undated: str = ""


def dated(table: Table, column: str) -> Dated:
    """The days of a column, or why its rows cannot be told by day."""
    nth = next((heading for heading in table.header if NTH.fullmatch(heading.casefold().replace(" ", "_"))), "")
    if not column:
        why = f'"{nth}" counts from the first day of the report and is not a date' if nth else "no column is a day"
        return Dated(undated=why)
    cells = [cell for cell in table.cells(column) if not is_absent(cell)]
    moments = [found for cell in cells if (found := moment(cell)) is not None]
    if not moments:
        return Dated(undated=f'no cell of "{column}" is a day' if cells else f'"{column}" is empty')
    times = {found.us % DAY_US for found in moments if found.timed}
    shift = times.pop() if len(times) == 1 and all(found.timed for found in moments) and len(moments) > 1 else 0
    numbers = [day_number(found.us - shift) for found in moments]
    return Dated((min(numbers), max(numbers)), shift)


def span_of(table: Table, of: Kind) -> tuple[int, int] | None:
    """The range of days that a file names in columns, comments or titles."""
    if of.span:
        ends = [moment(cell) for name in of.span for cell in table.cells(name)]
        days = [day_number(found.us) for found in ends if found is not None]
        return (min(days), max(days)) if days else None
    words: list[str] = []
    for remark in table.remarks:
        if found := REMARKED.fullmatch(remark) or TITLED.fullmatch(remark) or RANGE_IN_WORDS.fullmatch(remark):
            words = [found[1], found[2]]
        elif found := BOUNDS.fullmatch(remark):
            words.append(found[1].strip())
    both = [day_number(end.us) for word in words[:2] if (end := moment(iso_of_words(word))) is not None]
    return (both[0], both[1]) if len(both) == 2 else None


def currency_of(table: Table, of: Kind) -> str:
    """The one currency that a table names: in its header, in a column, by a sign; empty where there are several or none."""
    if table.currency:
        return table.currency
    for name in (*of.currency, *of.order.get("currency", ())):
        found = {cell.upper() for cell in table.cells(name) if CODE.fullmatch(cell.upper())}
        if found:
            return next(iter(found)) if len(found) == 1 else ""
    signs = {SYMBOLS[cell[0]] for name in of.value for cell in table.cells(name) if cell[:1] in SYMBOLS}
    return next(iter(signs)) if len(signs) == 1 else ""


def mark_for(reading: Reading, column: str) -> str:
    """The decimal mark of a column: its own, else that of the other columns of the table; `?` where nobody says."""
    mark = mark_among(reading.table.cells(column))
    if mark != "?":
        return mark or "."
    others = {mark_among(reading.table.cells(heading)) for heading in reading.table.header} & {".", ","}
    if len(others) == 1:
        return next(iter(others))
    return "." if reading.table.form != "csv" else "?"


def days_in_words(days: tuple[int, int] | None) -> str:
    """`2026-11-01 to 2026-11-14`."""
    if days is None:
        return ""
    first_day, last_day = map(day_text, days)
    return first_day if first_day == last_day else f"{first_day} to {last_day}"
