"""Manual pages (`man govern-lint`), made of what each command says in its help."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import click

from govern import __version__
from govern.cli.group import govern
from govern.cli.help import commands

BLOCK = "\b"
"""What click lays out as it is written begins with this."""


def pages() -> Iterator[tuple[str, str]]:
    """Every page: its name, and its text in roff."""
    yield "govern", "\n".join(overview())
    for name, summary in commands().items():
        command = govern.get_command(click.Context(govern), name)
        assert command is not None
        yield f"govern-{name}", "\n".join(page(name, summary, command))


def overview() -> Iterator[str]:
    """The page of the program: its commands and exit codes."""
    yield heading("govern")
    yield from (".SH NAME", f"govern {escaped('-')} tracking governance as code")
    yield from (".SH SYNOPSIS", ".B govern", "COMMAND [OPTIONS] [ARGS]...", ".SH COMMANDS")
    for name, summary in commands().items():
        yield from (".TP", f"\\fBgovern{escaped('-')}{escaped(name)}\\fR(1)", escaped(summary))
    yield ".SH EXIT STATUS"
    for code, said in (
        ("0", "nothing to look at"),
        ("1", "something to look at: findings, differences, files that are out of date"),
        ("2", "the work could not be done"),
        ("3", "a bug in govern"),
        ("130", "interrupted"),
    ):
        yield from (".TP", code, said)


def page(name: str, summary: str, command: click.Command) -> Iterator[str]:
    """The page of a command."""
    context = click.Context(command, info_name=f"govern {name}", **{**govern.context_settings, "terminal_width": 78})
    command.get_help(context)  # what a command fills in when its help is asked for is there then
    yield heading(f"govern-{name}")
    yield from (".SH NAME", f"{escaped(f'govern-{name}')} {escaped('-')} {escaped(summary.rstrip('.'))}")
    yield from (".SH SYNOPSIS", f".B govern {escaped(name)}", escaped(" ".join(command.collect_usage_pieces(context))))
    yield ".SH DESCRIPTION"
    for paragraph in (command.help or "").strip().split("\n\n"):
        yield from described(paragraph.strip("\n"))
    yield ".SH OPTIONS"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield from (".TP", f"\\fB{escaped(record[0])}\\fR", escaped(record[1]))


def described(paragraph: str) -> Iterator[str]:
    """A paragraph of a help text; one that is laid out stays as it is."""
    if BLOCK in paragraph:
        yield from (".PP", ".nf", *map(escaped, dedent(paragraph.replace(BLOCK, "").strip("\n")).splitlines()), ".fi")
    else:
        yield from (".PP", escaped(" ".join(paragraph.split())))


def heading(name: str) -> str:
    """The first line of a page."""
    return f'.TH {escaped(name.upper())} 1 "" "govern {__version__}"'


def escaped(text: str) -> str:
    """Text in which roff sees no command."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe
