"""What `govern` is tried with: one file a row of the campaign, each attempt made anew from a seed and a number.

A row is a module with a `GOAL`, how many inputs a release wants; `SECONDS`, about how long an attempt takes; and
`attempt(seed, number)`, which returns what failed or nothing. One whose attempt tries many inputs at once says how many in `EACH`. Its docstring says what is tried and what must come out; a
row that needs what is not here says so in `missing()`. The same seed and number are the same attempt, on any machine.

What can be tried to the last one is not left to chance: such a row says in `parts()` how many there are of what, and its
attempts with the seed `IN_TURN` are these, one after the other and then from the first again.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType

from govern.core.record import Record

IN_TURN = 0
"""The seed of attempts that are not left to chance."""


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
    """A row as its module says it; the module is imported by the first attempt."""

    name: str
    title: str
    goal: int
    seconds: float
    attempt: Attempt
    missing: Callable[[], str] = str
    each: int = 1
    """How many inputs one attempt tries: goals and figures count inputs."""
    parts: Callable[[], dict[str, int]] = dict
    """How many attempts in turn there are, by what they are about."""


def rows() -> dict[str, Row]:
    """Every row there is, by name: the files of this folder that do not begin with an underscore."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    return {name: row(name) for name in names}


def row(name: str) -> Row:
    """One row, as its text says it."""
    tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text("utf-8"))
    title = (ast.get_docstring(tree) or "").partition("\n\n")[0].replace("\n", " ")
    said = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in SAID
    }
    attempt, needs, parts = partial(attempted, name), partial(missing, name), partial(parts_of, name)
    return Row(name, title, said["GOAL"], said["SECONDS"], attempt, needs, said.get("EACH", 1), parts)


SAID = ("GOAL", "SECONDS", "EACH")


@cache
def module_of(name: str) -> ModuleType:
    """The module of a row. What it takes from the tests lies in their folder."""
    tests = str(Path(__file__).resolve().parent.parent.parent / "tests")
    if tests not in sys.path:
        sys.path.append(tests)
    return import_module(f"{__name__}.{name}")


def attempted(name: str, seed: int, number: int) -> Failure | None:
    """One attempt of a row."""
    failure: Failure | None = module_of(name).attempt(seed, number)
    return failure


def missing(name: str) -> str:
    """What a row needs and is not here; empty when nothing is missing."""
    said: str = getattr(module_of(name), "missing", str)()
    return said


def parts_of(name: str) -> dict[str, int]:
    """How many attempts in turn a row has, by what they are about; empty for one that is left to chance."""
    found: dict[str, int] = getattr(module_of(name), "parts", dict)()
    return found


def chance(row: str, seed: int, number: int) -> Random:
    """The chance of one attempt: the same on every machine."""
    return Random(f"{row} {seed} {number}")
