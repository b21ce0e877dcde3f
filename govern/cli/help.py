"""The help of `govern` itself, made of what the commands say in a line. Nothing is imported for it: importing the parser of
command lines takes twice as long as starting Python."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from govern.core.registry import in_position

ABOUT = """\
Usage: govern [OPTIONS] COMMAND [ARGS]...

  Tracking governance as code.

  Look at an export of Google Tag Manager:
    govern audit GTM-ABC1234.json
  Begin a project with it:
    govern init shop --from GTM-ABC1234.json
  See an example:
    govern demo
"""

OPTIONS = {"-V, --version": "Show the version and exit.", "-h, --help": "Show this message and exit."}

NARROW = 60
"""Columns of a terminal below which two columns of text are two too many."""


def commands() -> dict[str, str]:
    """The commands there are, with what each does in one line."""
    return {module.rstrip("_"): help for module, help in in_position("cli", "HELP").items()}


def columns() -> int:
    """The width of help texts; asked here because click would import shutil, and its archive formats, for it."""
    try:
        return min(os.get_terminal_size().columns, 100)
    except OSError:
        return 80


def first_column(width: int) -> int:
    """How wide a name beside its meaning may be in so many columns; the meaning of a wider one stands below it."""
    return 30 if width >= NARROW else 8


def text(width: int) -> str:
    """The help in so many columns."""
    return "\n".join((ABOUT, "Options:", *listed(OPTIONS, width), "", "Commands:", *listed(commands(), width)))


def listed(meanings: Mapping[str, str], width: int) -> Iterator[str]:
    """The lines of names, each with what it means beside or below it."""
    room = min(max(map(len, meanings)), first_column(width))
    for name, meaning in meanings.items():
        first, *others = wrapped(meaning, max(width - room - 4, 10))
        if len(name) > room:
            yield f"  {name}"
            name = ""
        yield f"  {name:<{room}}  {first}"
        yield from (f"{'':<{room}}    {line}" for line in others)


def wrapped(meaning: str, width: int) -> Iterator[str]:
    """The words of a text in lines of so many columns."""
    line = ""
    for word in meaning.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line
