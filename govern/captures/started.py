"""Streams of text that are read in pieces: out of bytes that may be packed, and one of which the beginning was read already, to see
what it is."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol, TextIO

from govern.core.errors import GovernError


class Stream(Protocol):
    """Text that is read in pieces, or line by line; a line ends at a line feed and nowhere else."""

    def read(self, size: int, /) -> str: ...

    def readline(self, size: int, /) -> str: ...


class Started:
    """The beginning, and then the rest of the stream."""

    def __init__(self, start: str, rest: Stream) -> None:
        self.start, self.rest = start, rest

    def read(self, size: int, /) -> str:
        if not self.start:
            return self.rest.read(size)
        told, self.start = self.start[:size], self.start[size:]
        return told

    def readline(self, size: int, /) -> str:
        if not self.start:
            return self.rest.readline(size)
        head, feed, tail = self.start.partition("\n")
        self.start = tail if feed else ""
        return head + feed if feed else head + self.rest.readline(size)


@contextmanager
def text_of(stream: IO[bytes]) -> Iterator[TextIO]:
    """The text of a stream, which stays open; lines end at line feeds only, and bytes that are not text are shown as such. What was
    packed by gzip is unpacked as it is read, and UTF-16 known by its mark."""
    outer = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    is_packed = outer.peek(2)[:2] == b"\x1f\x8b"
    buffered = io.BufferedReader(gzip.GzipFile(fileobj=outer)) if is_packed else outer
    is_wide = buffered.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if is_wide else "utf-8-sig"
    text = io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline="\n")
    try:
        yield text
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise GovernError("the archive is damaged, or cut", help="unpack it, or export it again") from None
    finally:
        text.detach()
        if outer is not stream:
            outer.detach()
