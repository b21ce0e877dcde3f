"""Lists of addresses, one a line, as a log or a debugger copies them; a method may stand before an address, and is not known where none does."""

from __future__ import annotations

from collections.abc import Iterator

from govern.captures.har import Damaged
from govern.captures.request import Request
from govern.captures.started import Started, Stream
from govern.captures.within import in_line
from govern.core.regex import regex
from govern.core.report import Place

POSITION = 40
KIND = "list of addresses"
LINE = regex(r"(?:(?P<method>GET|POST|HEAD|PUT|OPTIONS) +)?(?P<url>https?://\S+)\s*$")
LONGEST = 2_000_000


def matches(start: str) -> bool:
    first = next((line for line in start.split("\n") if line.strip() and not line.startswith("#")), "")
    return LINE.match(first.strip()) is not None


def requests(stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
    """A request for each line that is neither empty nor a comment."""
    text = Started(start, stream)
    n = 0
    while line := text.readline(LONGEST):
        n += 1
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        found = LINE.match(bare)
        place = Place(file, (), None, f"line {n}")
        if found is not None:
            url = found["url"].replace("&amp;", "&")  # as it stands in the source of a page
            yield Request(n, place, url, found["method"] or "")
        else:
            told = list(in_line(bare, n, place))
            yield from told
            if not told:
                yield Damaged(n, "it is not an address")
