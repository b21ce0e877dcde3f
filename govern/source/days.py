"""Days as lists and exports write them, in any order and language; one that could be two days is never guessed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Literal

from govern.core.regex import regex

Order = Literal["day first", "month first", ""]

NEVER = "never"
"""Somebody has never done it, which is not the same as that nobody knows."""

TWO_DAYS = "two days"
"""What a cell says that could be two days, in a column that does not show which of them."""

MONTHS = (
    "january januar jänner jaenner styczeń stycznia enero janvier janeiro gennaio januari",
    "february februar feber lutego luty febrero février fevrier fevereiro febbraio februari",
    "march märz marts mars marca marzec maerz marzo mars março marco maart mrt",
    "april kwietnia kwiecień abril avril aprile",
    "may mai maj maja mayo maio maggio mei",
    "june juni czerwca czerwiec junio juin junho giugno",
    "july juli lipca lipiec julio juillet julho luglio",
    "august augusti sierpnia sierpień agosto août aout augustus",
    "september wrzesień września septiembre septembre setembro settembre",
    "october oktober październik października octubre octobre outubro ottobre",
    "november listopad listopada noviembre novembre novembro",
    "december desember grudzień grudnia dezember diciembre décembre decembre dezembro dicembre",
)
"""The names of months in eleven languages; three letters of one are enough where they do not stand for another month."""

NEVER_WORDS = (
    "never", "nie", "noch nie", "nunca", "jamais", "nooit", "mai effettuato", "has never", "not yet", "has not", "not signed in", "not logged in",
    "no activity", "noch nicht", "keine aktivität", "todavía no", "aún no", "pas encore", "nog niet",
)  # fmt: skip
NOTHING = frozenset({"", "-", "--", "—", "n/a", "na", "none", "null", "unknown"})

YEAR_FIRST = regex(r"([0-9]{4})(?:[-/]|\. ?|年)([0-9]{1,2})(?:[-/]|\. ?|月)([0-9]{1,2})(?![0-9])")
COMPACT = regex(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
DOTTED = regex(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})(?![0-9])")
SLASHED = regex(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])")
SHORT = regex(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})(?![0-9/])")
EPOCH = regex(r"([0-9]{10}|[0-9]{13}|[0-9]{16})(\.[0-9]{1,9})?")
WORDS = regex(r"[0-9]{1,4}|[^\W\d_]+")
LONGEST = 80
"""A cell longer than this is not a day."""


def order_of(cells: Iterable[str]) -> Order:
    """The order in which a column writes days with slashes, by the cells that can be read in one order only."""
    day_first = month_first = False
    short: list[int] = []
    for cell in cells:
        text = cell.strip()[:LONGEST]
        found = SLASHED.match(text)
        if found is None and (found := SHORT.match(text)):
            short.append(int(found[1]))
        if found:
            day_first = day_first or int(found[1]) > 12
            month_first = month_first or int(found[2]) > 12
    if day_first == month_first or (day_first and may_be_years(short)):
        return ""
    return "day first" if day_first else "month first"


def may_be_years(firsts: list[int]) -> bool:
    """Whether the first numbers of a column whose years have two digits could be the years, as in `26/11/30`."""
    return bool(firsts) and min(firsts) > 12 and len(set(firsts)) < 4


@lru_cache(maxsize=4096)
def day_of(cell: str, order: Order = "") -> str:
    """The day in a cell as YYYY-MM-DD, `NEVER`, `TWO_DAYS`, or nothing where it holds no day."""
    text = cell.strip()
    if text.casefold() in NOTHING or len(text) > LONGEST:
        return ""
    if text.casefold().startswith(NEVER_WORDS):
        return NEVER
    if found := YEAR_FIRST.match(text) or COMPACT.fullmatch(text):
        return iso(int(found[1]), int(found[2]), int(found[3]))
    if found := EPOCH.fullmatch(text):
        return of_epoch(found[1])
    if found := DOTTED.match(text):
        return iso(full_year(found[3]), int(found[2]), int(found[1]))
    if found := SHORT.match(text):
        return slashed(int(found[1]), int(found[2]), full_year(found[3]), order) if order else TWO_DAYS
    if found := SLASHED.match(text):
        return slashed(int(found[1]), int(found[2]), int(found[3]), order)
    return in_words(text)


def slashed(first: int, second: int, year: int, order: Order) -> str:
    """A day with slashes: by itself, or in the order of its column."""
    if first == second or first > 12:
        return iso(year, second, first)
    if second > 12:
        return iso(year, first, second)
    if order == "":
        return TWO_DAYS
    return iso(year, second, first) if order == "day first" else iso(year, first, second)


def in_words(text: str) -> str:
    """A day whose month is a word: `May 4, 2026`, `4 de mayo de 2026`, `Mon, 4-May-2026`."""
    words = WORDS.findall(text.casefold())
    months = [(at, month) for at, word in enumerate(words) if (month := month_of(word))]
    numbers = [(at, word) for at, word in enumerate(words) if word[0].isdigit()]
    if months and len(numbers) == 1 and len(words) <= 3 and len(numbers[0][1]) == 4:
        return last_of(int(numbers[0][1]), months[-1][1])
    if not months or len(numbers) < 2:
        return ""
    (at, month), (_, first), (_, second) = months[-1], numbers[0], numbers[1]  # `mar` may be a weekday before
    if len(first) == 4:
        return iso(int(first), month, int(second)) if numbers[0][0] < at else ""
    return iso(full_year(second), month, int(first)) if len(second) in (2, 4) else ""


def last_of(year: int, month: int) -> str:
    """The last day of a month: the latest that `May 2026` can be."""
    return iso(year, month, monthrange(year, month)[1]) if year else ""


def month_of(word: str) -> int:
    """The month that a word, or its first letters, can only mean; 0 for other words."""
    return shortened().get(word, 0)


@cache
def shortened() -> dict[str, int]:
    """The number of the month by its names and everything that one may shorten them to."""
    months: dict[str, set[int]] = {}
    for number, names in enumerate(MONTHS, 1):
        for name in names.split():
            for length in range(3, len(name) + 1):
                months.setdefault(name[:length], set()).add(number)
    return {word: min(numbers) for word, numbers in months.items() if len(numbers) == 1}


def full_year(digits: str) -> int:
    """A year; of two digits, one of this century."""
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def of_epoch(digits: str) -> str:
    """The day, in UTC, of seconds, milliseconds or microseconds since 1970."""
    seconds = int(digits) // 10 ** (len(digits) - 10)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def iso(year: int, month: int, day: int) -> str:
    """A day of the calendar; nothing where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
