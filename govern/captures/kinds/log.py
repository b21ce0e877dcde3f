"""Logs of text: a request or a body somewhere in a line, behind whatever the log puts before it: the lines of a proxy or a server, `curl`
commands as developer tools copy them, JSON behind a time and a level."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from govern.captures.har import Damaged
from govern.captures.request import Request
from govern.captures.started import Started, Stream
from govern.captures.within import goes_to_a_platform, holds_event, in_line
from govern.core.regex import regex
from govern.core.report import Place

POSITION = 60
KIND = "log"
LONGEST = 2_000_000
LOOKED = 50
"""So many lines are looked at to know a log."""


PROSE = regex(r"\ufeff?\s{0,80}<|(?:^|\n)(?:#{1,6} |```|(?:function|const|var|import) )|\]\(http")
"""What a page, a text in Markdown or a program has, in which addresses stand that nobody sent."""


def matches(start: str) -> bool:
    """Whether one of the first lines tells a platform something."""
    lines = Started(start.lstrip("\ufeff"), StringIO())
    return PROSE.search(start, 0, 20_000) is None and any(
        goes_to_a_platform(request.url) or holds_event(request.body)
        for _ in range(LOOKED)
        for request in in_line(whole_line(lines)[0], 1, Place(""))
    )


def requests(stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
    """What each line holds; a line without a request and without a body is the log's own."""
    text, n = Started(start.lstrip("\ufeff"), stream), 1
    while (line := whole_line(text))[0]:
        yield from in_line(line[0], n, Place(file, (), None, f"line {n}"))
        n += line[1]


def whole_line(text: Stream) -> tuple[str, int]:
    """A line with those by which a backslash at its end continues it, as `curl` commands have them, and how many that are."""
    parts, length = [text.readline(LONGEST)], 0
    while parts[-1].rstrip("\r\n").endswith("\\") and length < LONGEST and (more := text.readline(LONGEST)):
        parts[-1] = parts[-1].rstrip("\\\r\n")
        parts.append(more)
        length += len(more)
    return " ".join(parts), len(parts)
