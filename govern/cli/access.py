"""`govern access`: one question about who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from govern.cli.emit import tell_day
from govern.cli.names import names, people
from govern.cli.options import exports_given, project_options
from govern.cli.progress import progress

HELP = "Ask what one person may do, or see everybody in a matrix."
POSITION = 68

format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@click.group()
def command() -> None:
    """Ask what one person may do, or see everybody in a matrix.

    \b
    Examples:
      govern access who ana@acme.example
      govern access matrix exports/
    """


@command.command("who", short_help="Say what one person may do, and which tokens are theirs.")
@click.argument("person", shell_complete=names(people))
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@format_option
@project_options
def who_command(person: str, exports: tuple[str, ...], format_: str, directory: str, today: str | None) -> int:
    """Say what PERSON may do: declared and live, and which tokens they hold or answer for.

    PERSON is a name, an address or an alias. Lists are those of the project's exports folder, or the ones named.

    \b
    Examples:
      govern access who ana@acme.example
      govern access who "Ana Ruiz" exports/users.json
    """
    from govern.commands.access import lines_of, plain, who
    from govern.project.roots import root_or_none

    root = root_or_none(directory)
    with progress():
        found = who(root, person, exports_given(exports), today=today)
    tell_day(root, today)
    show(lines_of(found), plain(found), format_)
    return 0


@command.command("matrix")
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@format_option
@project_options
def matrix_command(exports: tuple[str, ...], format_: str, directory: str, today: str | None) -> int:
    """Show who may do what, a row a person and a column an asset.

    `×` has left, or the grant has ended, `!` is not declared, `↑` more than declared, `z` not used for long.

    \b
    Examples:
      govern access matrix
      govern access matrix exports/ --format json
    """
    from govern.commands.access import matrix, plain, table_of
    from govern.project.roots import root_or_none

    root = root_or_none(directory)
    with progress():
        found = matrix(root, exports_given(exports), today=today)
    tell_day(root, today)
    lines = [line for one in found for line in ([one.title] if one.title else []) + list(table_of(one))]
    show(lines, plain(found), format_)
    return 0


def show(lines: Iterable[str], data: Any, form: str) -> None:
    """Print an answer, with everything spelled out that does not show."""
    import json
    import sys

    from govern.commands.access import shown
    from govern.output.safe import Spelling

    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=True, indent=1))
        return
    spell = Spelling(sys.stdout)
    for line in lines:
        click.echo(spell(shown(line)))
