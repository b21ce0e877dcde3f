"""Tables (CSV): rows of the export of Google Analytics, or of what was made of it, and requests with their addresses, known by their
columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from govern.captures.har import Damaged
from govern.captures.recorded import URLS, letters
from govern.captures.request import Request
from govern.captures.started import Started, Stream
from govern.captures.wrapped import requests_in
from govern.core.regex import regex
from govern.core.report import Place

POSITION = 50
KIND = "table"
NEEDED = "event_name"
HEADER = regex(r"[\w .%()/-]+(?:[,;\t][\w .%()/-]+)+\r?$")
WIDEST = 2_000_000


def matches(start: str) -> bool:
    first = start.lstrip("\ufeff").partition("\n")[0]
    return bool(first.strip()) and len(first) < 20_000 and HEADER.match(first) is not None and "\n" in start


def columns(start: str) -> list[str]:
    """The names of the columns."""
    first = start.lstrip("\ufeff").partition("\n")[0].strip()
    return next(csv.reader([first], delimiter=delimiter(first)), [])


def delimiter(first: str) -> str:
    """What parts the columns."""
    return max(",;\t", key=first.count)


def requests(stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
    """A row of each line, where the table has events, or requests with an address; nothing else has a place here."""
    names = columns(start)
    if NEEDED not in names and not set(URLS).intersection(map(letters, names)):
        return
    text = Started(start.lstrip("\ufeff"), stream)
    rows = csv.reader(
        iter(lambda: text.readline(WIDEST), ""), delimiter=delimiter(start.partition("\n")[0]), strict=False
    )
    next(rows, None)
    n = 1
    while True:
        n += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield Damaged(n, "it is not a line of a table")
            continue
        if len(row) != len(names):
            if row:
                yield Damaged(n, f"it has {len(row)} cells, the table has {len(names)} columns")
            continue
        place, told = Place(file, (), None, f"line {n}"), dict(zip(names, row, strict=True))
        if NEEDED in names:
            yield Request(n, place, body=told, row=True)
        else:
            yield from requests_in(told, n, place)
