"""JSON values out of a stream of any length: one a line, one after the other, or a list of them.

Collectors keep reports in all three forms. Never more than a few megabytes are in memory; what cannot be read is counted
and passed over. Lines end at `\\n` only, since other line ends occur inside of reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from govern.core.regex import regex

CHUNK = 1 << 20
LONGEST = 4 << 20
"""A value that is longer is not a report."""

BETWEEN = regex(r"[\s,\[\]\ufeff]*")
MARK = b"\xef\xbb\xbf"


class Damaged:
    """Something that is not JSON."""


DAMAGED = Damaged()


def values(stream: IO[bytes]) -> Iterator[Any]:
    """Each value of a stream; `DAMAGED` for what cannot be read."""
    first = stream.readline(CHUNK).removeprefix(MARK)
    while first and not first.strip():
        first = stream.readline(CHUNK)
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        yield from one_after_another(first, stream)
        return
    yield value
    yield from lines(stream)


def lines(stream: IO[bytes]) -> Iterator[Any]:
    """A value on each line."""
    loads, readline = json.loads, stream.readline
    while line := readline(CHUNK):
        try:
            yield loads(line)
        except (ValueError, RecursionError):
            if line.strip():
                yield DAMAGED
                while len(line) == CHUNK and not line.endswith(b"\n"):
                    line = readline(CHUNK)


def one_after_another(first: bytes, stream: IO[bytes]) -> Iterator[Any]:
    """Values with white space, commas or the brackets of a list between them, over lines or not."""
    from codecs import getincrementaldecoder

    decode = getincrementaldecoder("utf-8")("replace").decode
    parse = json.JSONDecoder().raw_decode
    text, at, ended = decode(first), 0, False
    while True:
        start = BETWEEN.match(text, at)
        at = start.end() if start is not None else at
        try:
            value, at = parse(text, at)
        except (ValueError, RecursionError):
            if not ended and len(text) - at < LONGEST:
                more = stream.read(CHUNK)
                text, at, ended = text[at:] + decode(more, not more), 0, not more
                continue
            if at >= len(text):
                return
            yield DAMAGED
            at = behind(text, at)
            continue
        yield value


def behind(text: str, at: int) -> int:
    """Where to go on after something that is not JSON: on the next line that begins an object."""
    found = text.find("\n{", at)
    return found + 1 if found != -1 else len(text)
