"""What documents and helps say to type: whether there is such a command, and whether it has these options."""

from __future__ import annotations

import re

import click

from govern.cli.group import govern
from govern.cli.help import commands
from govern.output.formats import formats_in_order
from govern.render.targets import targets

WORDS = {"--format": frozenset(formats_in_order()), "render": frozenset(targets())}
"""Words of which a command or an option takes some only."""


def every_command() -> list[tuple[str, ...]]:
    """The commands there are, and those below them."""
    found: list[tuple[str, ...]] = []
    for name in commands():
        command = command_of(name)
        found.append((name,))
        found.extend((name, inner) for inner in getattr(command, "commands", ()))
    return found


def command_of(name: str) -> click.Command | None:
    """A command by its name."""
    return govern.get_command(click.Context(govern), name)


def typed_in(text: str) -> list[str]:
    """The command lines in a Markdown text: those in code, inside a line or in a block."""
    inline = re.findall(r"`(govern [a-z][^`\n]*)`", text)
    blocks = "\n".join(re.findall(r"(?:^|\n)```(?:sh|console)?\n(.*?)```", text, re.DOTALL))
    indented = re.findall(r"^    \$ (govern .*)$", text, re.MULTILINE)
    return [*inline, *re.findall(r"^(?:\$ )?(govern [a-z].*)$", blocks, re.MULTILINE), *indented]


def unknown_in(line: str) -> str:
    """What of a command line there is not; empty where all of it can be typed."""
    words = re.split(r"\s+", re.sub(r"<\([^)]*\)|[][]|\.\.\.|\s#.*|\s>.*", " ", line).strip())[1:]
    name, *rest = words
    if name in ("help", "--help"):
        return ""
    command = command_of(name)
    if command is None:
        return f"{line}: there is no command {name}"
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command = command.commands.get(rest[0])
        if command is None:
            return f"{line}: {name} has no {rest[0]}"
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"-h", "--help"}
    for before, word in zip([name, *rest], rest, strict=False):
        if word.startswith("-") and len(word) > 1 and word not in known:
            return f"{line}: there is no {word}"
        few = WORDS.get(before)
        if few and word.islower() and word.isalpha() and word not in few:
            return f"{line}: {before} has no {word}"
    return ""
