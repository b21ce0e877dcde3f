"""What a command is to the program that finds it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import click


@runtime_checkable
class Command(Protocol):
    """A module that is a command. `HELP` says in one line what it does, `POSITION` is its place in the help.

    Its name is the file's; a word of Python's has a `_` after it.
    """

    HELP: str
    POSITION: int
    command: click.Command
