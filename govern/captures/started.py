"""A stream of which the beginning was read already, to see what it is."""

from __future__ import annotations

import io
from typing import TextIO


class Started(io.TextIOBase):
    """The beginning, and then the rest of the stream."""

    def __init__(self, start: str, rest: TextIO) -> None:
        super().__init__()
        self.start, self.rest = start, rest

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> str:
        if not self.start:
            return self.rest.read(-1 if size is None else size)
        if size is None or size < 0:
            told, self.start = self.start + self.rest.read(), ""
            return told
        told, self.start = self.start[:size], self.start[size:]
        return told

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        """A line; a line ends at a line feed and nowhere else."""
        if not self.start:
            return self.rest.readline(size)
        head, feed, tail = self.start.partition("\n")
        if feed:
            self.start = tail
            return head + feed
        self.start = ""
        return head + self.rest.readline(size)
