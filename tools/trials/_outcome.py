"""What commands say in this process: their exit code, what they print, and what must never be in it."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from typing import NoReturn
from unicodedata import category

from govern.cli import run
from govern.core.record import Record

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = "2026-11-23"
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Kinds of characters that nobody sees, or that a terminal obeys."""


class Said(Record):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        return self.out + self.err

    def wrong(self, allowed: tuple[int, ...] = (0, 1, 2)) -> str:
        """What no command may do, whatever it is given; empty when it did nothing of it."""
        if self.code not in allowed:
            return f"exit code {self.code}\n{self.err[-3000:]}"
        if "Traceback (most recent call last)" in self.everything:
            return f"a traceback\n{self.everything[-3000:]}"
        odd = {char for char in self.everything if char != "\n" and category(char) in HIDDEN}
        return f"characters that do not show: {sorted(map(ascii, odd))}" if odd else ""


@cache
def settled() -> None:
    """Keep caches and trust of this process away from the user's own."""
    place = tempfile.mkdtemp(prefix="govern-campaign-")
    os.environ.update({
        "GOVERN_CACHE": "off", "GOVERN_CACHE_DIR": f"{place}/cache", "XDG_CONFIG_HOME": f"{place}/config",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    })  # fmt: skip
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "GOVERN_ROOT", "GOVERN_PROJECT_RULES"):
        os.environ.pop(name, None)
    shutil.rmtree(place)


def leave(work: Callable[[], int]) -> NoReturn:
    """End a child with the exit code of its work, whatever happens: it must never go on as its parent."""
    code = 99
    try:
        code = work()
    except SystemExit as ended:  # click ends so where nobody reads the output
        code = ended.code if isinstance(ended.code, int) else 99
    except BaseException:  # noqa: BLE001 - what gets here is told, and is a failure by its code
        with suppress(OSError):
            os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        os._exit(code)


def said(*args: str, stdin: bytes = b"") -> Said:
    """Run a command in this process and in the current folder."""
    settled()
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8", "surrogateescape")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(list(args))
            out.flush()
            err.flush()
    finally:
        sys.stdin = before
    texts = [stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err)]
    return Said(code, *texts)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of its own, which is the current one and gone afterwards."""
    settled()
    before = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="govern-campaign-") as place:
        os.chdir(place)
        try:
            yield Path(place)
        finally:
            os.chdir(before)


def files(place: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }
