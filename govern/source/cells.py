"""What cells of tables say: days and times, and numbers as many countries write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from govern.core.record import Record
from govern.core.regex import regex

ABSENT = frozenset({"", "-", "--", "–", "—", "(not set)", "n/a", "na", "nan", "null", "none", "nil", "#n/a"})
"""What stands in a cell in which nothing stands."""

SHORT = 12
"""What is longer says something."""

DAY_US = 86_400_000_000
HOUR_US = 3_600_000_000
EPOCH = date(1970, 1, 1).toordinal()

STAMP = regex(
    r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})"
    r"(?:[T ]?([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?)?"
    r" ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
WORDS = regex(r"([A-Z][a-z]{2})[a-z]{0,6} ([0-9]{1,2}), ([0-9]{4})")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EPOCHS = ((10**8, 1_000_000), (10**11, 1000), (10**14, 1), (10**17, 0))
"""From which size on a bare number is seconds, milliseconds, microseconds or nanoseconds since 1970, and its factor."""

NUMBER = regex(r"[+-]?[0-9][0-9.,'\s]{0,40}")
SIGNS = " \t\u00a0\u202f%$€£¥₹₩₽₺₪₫฿₴₦"
LONGEST = 60
"""A longer cell is neither a day nor a number."""


class Moment(Record):
    """A time in microseconds since 1970. `timed` says whether an hour was written, `zoned` whether its zone was."""

    us: int
    timed: bool = False
    zoned: bool = False


def is_absent(cell: str) -> bool:
    """Whether nothing stands in a cell."""
    return len(cell) < SHORT and cell.strip().casefold() in ABSENT


def day_number(us: int) -> int:
    """The day of a time, counted from 1970."""
    return us // DAY_US


def day_text(day: int) -> str:
    """A day as YYYY-MM-DD."""
    return date.fromordinal(EPOCH + day).isoformat()


def day_of_text(text: str) -> int:
    """The number of a day that is written YYYY-MM-DD."""
    return date.fromisoformat(text).toordinal() - EPOCH


def moment(cell: str) -> Moment | None:
    """The day or time that a cell says: `20260826`, ISO, hours, a number since 1970, `August 1, 2026`; nothing if it says neither."""
    text = cell.strip()
    if not text or len(text) > LONGEST:
        return None
    found = STAMP.fullmatch(text)
    if found and (known := stamped(*found.groups())) is not None:
        return known
    if text.replace(".", "", 1).isdecimal() and text.isascii():
        return since_1970(text)
    if (found := WORDS.fullmatch(text)) and found[1] in MONTHS:
        return stamped(found[3], f"{MONTHS.index(found[1]) + 1}", found[2], *[None] * 5)
    return None


def since_1970(text: str) -> Moment | None:
    """A bare number as a time, by its size."""
    whole, _, part = text.partition(".")
    number = int(whole)
    for least, factor in reversed(EPOCHS):
        if number >= least:
            micros = number // 1000 if factor == 0 else number * factor
            extra = int(f"{part[:6]:0<6}") * factor // 1_000_000 if part and factor else 0
            return Moment(micros + extra, True, True) if micros < 10**16 else None
    return None


def stamped(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, part: str | None,
    zone: str | None,
) -> Moment | None:  # fmt: skip
    """The time of the parts of a stamp; nothing where the calendar does not have it."""
    clock = int(hour or 0), int(minute or 0), int(second or 0)
    if clock > (23, 59, 59) or clock[1] > 59 or clock[2] > 59:
        return None
    try:
        days = date(int(year), int(month), int(day)).toordinal() - EPOCH
    except ValueError:
        return None
    us = ((days * 24 + clock[0]) * 3600 + clock[1] * 60 + clock[2]) * 1_000_000 + int(f"{(part or '')[:6]:0<6}")
    if zone and zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        shift = (int(digits[:2]) * 60 + int(digits[2:])) * 60_000_000
        us -= shift if zone[0] == "+" else -shift
    return Moment(us, hour is not None, zone is not None)


def bare(cell: str) -> str:
    """A cell without currency signs, per cent and blanks; a negative in brackets gets its sign."""
    text = cell.strip()
    if text[:1] == "(" and text[-1:] == ")":
        text = f"-{text[1:-1]}"
    return text.strip(SIGNS).replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("'", "")


def mark_of(cell: str) -> str:
    """Which of `.` and `,` is the decimal mark of a number: one of them, `?` where `1,234` may be either, or empty."""
    text = bare(cell).lstrip("+-")
    points, commas = text.count("."), text.count(",")
    if not (points or commas):
        return ""
    if points and commas:
        return "." if text.rindex(".") > text.rindex(",") else ","
    mark, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other
    before, after = text.split(mark)
    if len(after) == 3 and 1 <= len(before) <= 3 and before != "0":
        return "?"
    return mark


def mark_among(cells: Iterable[str]) -> str:
    """The decimal mark of a column: what its sure cells say; `?` where none is sure, `!` where they contradict each other."""
    found = set()
    for cell in cells:
        if ("." in cell or "," in cell) and len(cell) <= LONGEST and NUMBER.fullmatch(bare(cell)):
            found.add(mark_of(cell))
    sure = found & {".", ","}
    if len(sure) == 2:
        return "!"
    return next(iter(sure), "?" if "?" in found else "")


def micros(cell: str, mark: str = ".") -> int | None:
    """The millionths of a number, with the decimal mark given; nothing where the cell is not a number of that form."""
    whole, _, part = cell.partition(mark)
    if cell.isascii() and whole.isdigit() and len(cell) < SHORT and (not part or part.isdigit()):
        return int(whole) * 1_000_000 + int(f"{part[:6]:0<6}") + (part[6:7] >= "5")
    text = bare(cell)
    if not text or len(cell) > LONGEST or not NUMBER.fullmatch(text):
        return scientific(text)
    sign = -1 if text[0] == "-" else 1
    text = text.lstrip("+-").replace("," if mark == "." else ".", "")
    whole, _, part = text.partition(mark)
    if not (whole + part).isdecimal():
        return None
    rounded = int(f"{part[:6]:0<6}") + (1 if part[6:7] >= "5" else 0)
    return sign * (int(whole or 0) * 1_000_000 + rounded)


def scientific(text: str) -> int | None:
    """The millionths of a number such as `1.2e3`."""
    if not re.fullmatch(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?[eE][+-]?[0-9]{1,2}", text):
        return None
    from decimal import Decimal

    return int((Decimal(text) * 1_000_000).to_integral_value())
