"""What takes more than a second says so on a terminal: a line on standard error that is gone when the work is done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from threading import Event

T = TypeVar("T")

PATIENCE, PAUSE = 1.0, 0.2
"""Seconds until something is said, and between two lines."""

ERASE = "\r\x1b[K"


class Work:
    """How far the work is: so many of so many projects, or so many things of which nobody knows how many there are."""

    def __init__(self, total: int, what: str = "projects") -> None:
        self.total = total
        self.what = what
        self.done = 0

    def counted(self, things: Iterable[T]) -> Iterator[T]:
        """The things, each counted when it is there."""
        for thing in things:
            self.done += 1
            yield thing

    def told(self, seconds: float) -> str:
        """The line that says how far the work is and how many seconds it took."""
        far = f"{self.done} of {self.total} {self.what}, " if self.total > 1 else ""
        if not self.total:
            far = f"{self.done:,} {self.what}, "
        return f"working: {far}{seconds:.0f} s"


@contextmanager
def progress(total: int = 1, stream: TextIO | None = None, what: str = "projects") -> Iterator[Work]:
    """Tell how far the work is while it lasts, if people look. Without a total what is done is counted."""
    work, stream = Work(total, what), stream or sys.stderr
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield work
        return
    from threading import Event, Thread

    over = Event()
    teller = Thread(target=tell, args=(work, over, stream), daemon=True)
    teller.start()
    try:
        yield work
    finally:
        over.set()
        teller.join()


def tell(work: Work, over: Event, stream: TextIO) -> None:
    """Write the line anew until the work is over, and take it away then."""
    start = time.monotonic()
    if over.wait(PATIENCE):
        return
    while True:
        stream.write(ERASE + work.told(time.monotonic() - start))
        stream.flush()
        if over.wait(PAUSE):
            break
    stream.write(ERASE)
    stream.flush()
