"""Streams of text that are read in pieces, and one of which the beginning was read already, to see what it is."""

from __future__ import annotations

from typing import Protocol


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
