"""The kinds of captures, one file each: known by how a file begins, never by its name.

A kind has `POSITION`, its place among those that are asked, `KIND`, what it is called, `matches(start)` of the first
characters, and `requests(stream, start, file)`, which reads a stream that may be longer than memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from govern.captures.har import Damaged
from govern.captures.request import Request
from govern.captures.started import Stream
from govern.core.registry import in_position

ROOM = "captures/kinds"


@runtime_checkable
class CaptureKind(Protocol):
    """A module that reads one kind of capture."""

    POSITION: int
    KIND: str

    def matches(self, start: str) -> bool:
        """Whether a file that begins so is of this kind."""

    def requests(self, stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
        """The requests in their order; `start` has been read from the stream already."""


def kind_of(start: str) -> CaptureKind | None:
    """The kind of a file that begins so."""
    for name in in_position(ROOM, "KIND"):
        kind = cast(CaptureKind, import_module(f"govern.captures.kinds.{name}"))
        if kind.matches(start):
            return kind
    return None
