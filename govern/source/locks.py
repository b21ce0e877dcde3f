"""Locks between processes that write into one project. They lie in the user's cache folder, never in the project.

Where no lock can be had because that folder cannot be written to, work goes on: every file is still compared with what
was read before it is replaced.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from govern.core import cache
from govern.core.errors import GovernError

PATIENCE = 10.0
"""Seconds to wait for another process: each holds the lock for as long as writing takes."""

mine: set[str] = set()
"""The locks that this process holds, so that who holds one may write."""


@contextmanager
def held(roots: Iterable[str]) -> Iterator[bool]:
    """The right to write into some projects, all of which no other process has; false where there are no locks here."""
    with ExitStack() as stack:
        paths = {cache.lock_of(root): root for root in roots}
        got = [acquired(stack, path, paths[path]) for path in sorted(paths)]
        yield all(got)


def acquired(stack: ExitStack, path: str, root: str) -> bool:
    """Whether a lock is held now, until the stack is closed. Raises `GovernError` when another process keeps it."""
    if path in mine:
        return True
    if not path:
        return False
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        message = f"{root} is being written to by {holder(path)}"
        raise GovernError(message, help="wait until it is done, and run the command again") from None
    except (OSError, NotImplementedError):  # a folder that is read-only, or a file system without locks
        return False
    stack.callback(release, path, lock.release)
    mine.add(path)
    sign(path)
    return True


def release(path: str, unlock: Callable[[], object]) -> None:
    """Give a lock back."""
    mine.discard(path)
    with suppress(OSError):
        os.unlink(f"{path}.holder")
    unlock()


def sign(path: str) -> None:
    """Write down who holds a lock, for those who wait."""
    try:
        with open(f"{path}.holder", "w", encoding="utf-8", errors="replace") as file:
            file.write(f"process {os.getpid()}, govern {' '.join(sys.argv[1:])}"[:300])
    except OSError:
        return


def holder(path: str) -> str:
    """Who holds a lock, as far as it is written down."""
    try:
        with open(f"{path}.holder", encoding="utf-8", errors="replace") as file:
            return file.read(300) or "another process"
    except OSError:
        return "another process"
