"""The options that choose what is told and what fails: `--select`, `--ignore`, `--level`, `--fail-on`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from govern.cli.wanted import LEVELS, Wanted


def names(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    """Rules and groups as typed, several in one word or in several, each of which there has to be."""
    given = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if given:
        from govern.commands.rules import unknown_names

        directory = str(ctx.params.get("directory") or ".")
        for name, meant in unknown_names(given, directory):
            raise click.BadParameter(f'there is no rule or group of rules "{name}"; {meant}', ctx, param)
    return given


def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The rules and groups that a word on the command line may become."""
    from govern.commands.rules import known_names

    before, comma, word = incomplete.rpartition(",")
    return [
        before + comma + name for name in known_names(str(ctx.params.get("directory") or ".")) if name.startswith(word)
    ]


OPTIONS = (
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        default="warning",
        show_default=True,
        help="Exit with 1 from this level on.",
    ),
    click.option(
        "--level",
        type=click.Choice(LEVELS),
        default="note",
        show_default=True,
        help="Show findings from this level on.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        callback=names,
        shell_complete=completed,
        help="Leave out a rule or a group, such as csp.",
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        callback=names,
        shell_complete=completed,
        help="Show only this rule or group; may be repeated.",
    ),
)


def selection_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that choose: which findings are shown, and from which level on it fails."""
    for option in OPTIONS:
        command = option(command)
    return command


def taken_from(given: dict[str, Any]) -> Wanted:
    """What the options say, which are taken out of what the command is given."""
    return Wanted(**{name: given.pop(name) for name in Wanted.__fields__})
