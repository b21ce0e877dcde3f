"""Attempts in children of this process: one that crashes or does not end is a failure of its attempt, and the rest go on."""

from __future__ import annotations

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from tools.trials import Failure, Row
from tools.trials._outcome import leave

Asked = tuple[int, int]
"""An attempt: its seed and its number."""

Result = tuple[Asked, Failure | None]

LIFE = 5000
"""So many attempts a child makes before a fresh one takes its place."""

ANOTHER = "another"
"""What a child says at the end of its life."""

PATIENCE = 120
"""Seconds of processor time after which an attempt is taken for one that does not end."""

WAIT = 1800
"""The same by the clock, for one that waits: other processes may have the machine meanwhile."""


ENDED = f"{-signal.SIGPROF} is after {PATIENCE} s of processor time, {-signal.SIGKILL} after {WAIT} s by the clock"


@contextmanager
def results(row: Row, asked: Callable[[], Iterator[Asked]], jobs: int) -> Iterator[Iterator[Result]]:
    """What came of attempts, in their order, from so many children at a time; those under way at the end are not counted."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="govern-campaign-", ignore_cleanup_errors=True) as place:
        tempfile.tempdir = place
        children = [Child(row, islice(asked(), first, None, jobs)) for first in range(jobs)]
        try:
            yield in_turn(children)
        finally:
            tempfile.tempdir = before
            for child in children:
                child.end()


def in_turn(children: list[Child]) -> Iterator[Result]:
    """One result of each child after the other, until one has nothing left."""
    while True:
        for child in children:
            if (result := child.result()) is None:
                return
            yield result


class Child:
    """A process that makes attempts one after the other and tells what came of each."""

    pid: int
    pipe: Connection

    def __init__(self, row: Row, asked: Iterator[Asked]) -> None:
        self.row = row
        self.asked = asked
        self.start()

    def start(self, *first: Asked) -> None:
        """Begin with those given, if any, and go on with what is left."""
        self.pipe, there = Pipe(duplex=False)
        self.pid = os.fork()
        if self.pid == 0:
            self.pipe.close()
            leave(partial(self.work, there, chain(first, self.asked)))
        there.close()

    def work(self, pipe: Connection, asked: Iterator[Asked]) -> int:
        """What the child does: its exit code. Nobody reads what is left when the time is over."""
        with suppress(BrokenPipeError, KeyboardInterrupt):
            for one in islice(asked, LIFE):
                signal.setitimer(signal.ITIMER_PROF, PATIENCE)
                pipe.send(tried(self.row, one))
            pipe.send(ANOTHER)
        return 0

    def result(self) -> Result | None:
        """What came of the next attempt; nothing when there is none."""
        asked = next(self.asked, None)
        if asked is None:
            return None
        while True:
            if not self.pipe.poll(WAIT):
                os.kill(self.pid, signal.SIGKILL)
            try:
                answer: Failure | str | None = self.pipe.recv()
            except EOFError:
                said = f"{self.row.name} {asked}: its process ended with {self.end()}; {ENDED}"
                self.start()
                return asked, Failure(said, said.encode())
            if not isinstance(answer, str):
                return asked, answer
            self.end()
            self.start(asked)

    def end(self) -> int:
        """Read no more, and wait until the attempt that is under way has ended; the exit code."""
        self.pipe.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def tried(row: Row, asked: Asked) -> Failure | None:
    """One attempt; whatever it raises is a failure too."""
    try:
        return row.attempt(*asked)
    except Exception:  # noqa: BLE001 - finding these is what this is for
        said = traceback.format_exc()
        return Failure(said, f"{row.name} {asked}\n{said}".encode())
