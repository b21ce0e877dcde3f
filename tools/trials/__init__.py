"""What `govern` is tried with: one file a row of the campaign, each attempt made anew from a seed and a number.

A row is a module with a `GOAL`, how many attempts a release wants; `SECONDS`, about how long one takes; and
`attempt(seed, number)`, which returns what failed or nothing. Its docstring says what is tried and what must come out; a
row that needs what is not here says so in `missing()`. The same seed and number are the same attempt, on any machine.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from random import Random
from types import ModuleType
from typing import Any

from govern.core.record import Record


class Failure(Record):
    """What an attempt showed: what went wrong, and the input that shows it."""

    said: str
    content: bytes
    suffix: str = ".txt"

    @property
    def name(self) -> str:
        """A file name of the content, so that the same failure is kept once."""
        return sha256(self.content).hexdigest()[:16] + self.suffix


Attempt = Callable[[int, int], Failure | None]


class Row(Record):
    """A row as its module says it."""

    name: str
    title: str
    goal: int
    seconds: float
    attempt: Attempt
    missing: str = ""


def rows() -> dict[str, Row]:
    """Every row there is, by name: the files of this folder that do not begin with an underscore."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return {name: row(name, import_module(f"{__name__}.{name}")) for name in names}


def row(name: str, module: ModuleType) -> Row:
    """One row."""
    title = (module.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    missing: Any = getattr(module, "missing", str)
    return Row(name, title, module.GOAL, module.SECONDS, module.attempt, missing())


def chance(row: str, seed: int, number: int) -> Random:
    """The chance of one attempt: the same on every machine."""
    return Random(f"{row} {seed} {number}")
