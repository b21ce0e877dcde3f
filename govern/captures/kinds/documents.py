"""JSON and JSON lines: requests, bodies of conversion APIs alone or as a log wraps them, requests of a server's log, rows of
the export of Google Analytics."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.captures.har import Damaged, values
from govern.captures.request import Request
from govern.captures.started import Started, Stream
from govern.captures.wrapped import requests_in
from govern.core.regex import regex
from govern.core.report import Place

POSITION = 30
KIND = "JSON"
LONGEST = 20_000_000
SPACE = "\ufeff\x1e \t\r\n"
"""What may stand before a document: white space, a mark of the byte order, the separator of text sequences."""


TEXT = regex(r"\{\s*'|\[\s*[A-Za-z]{2}|\[\s*\d{1,4}[-/:]\d")
"""How a line of text begins with a bracket: a level or a time in it, or what Python prints."""


def matches(start: str) -> bool:
    begin = start.lstrip(SPACE)
    return begin[:1] in ("{", "[") and TEXT.match(begin) is None


def requests(stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
    """What each document holds: a line where each line is one, an entry where the file is a list, else the file."""
    begin = start.lstrip(SPACE)
    if begin[:1] == "[":
        yield from numbered(values(stream, begin, 1), file, "entry")
    elif is_line(begin):
        yield from of_lines(Started(start.lstrip(SPACE), stream), file)
    else:
        yield from numbered(values(stream, begin, 0, listed=False), file, "document")


def is_line(text: str) -> bool:
    """Whether the first line is a document by itself; one that was cut is not."""
    first, feed, _ = text.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return bool(feed) and first.rstrip().endswith("}") and first.startswith('{"')
    return bool(feed)


def of_lines(text: Stream, file: str) -> Iterator[Request | Damaged]:
    """The documents of lines; a damaged line is told with its number, and the others are read."""
    n = 0
    while line := text.readline(LONGEST):
        n += 1
        if not line.strip():
            continue
        try:
            data = json.loads(line.lstrip(SPACE))
        except (ValueError, RecursionError):
            yield Damaged(n, "it is not JSON")
            continue
        yield from requests_in(data, n, Place(file, (), None, f"line {n}"))


def numbered(documents: Iterator[Any], file: str, word: str) -> Iterator[Request | Damaged]:
    """What documents hold that stand one after the other."""
    for n, data in enumerate(documents, 1):
        if isinstance(data, Damaged):
            yield data
        else:
            yield from requests_in(data, n, Place(file, (), None, f"{word} {n}"))
