"""`govern tokens`: what is done with credentials by reference."""

from __future__ import annotations

import click

from govern.cli.emit import emit
from govern.cli.names import names, tokens
from govern.cli.options import project_options, report_options
from govern.cli.style import Style

HELP = "Rotate a token: write the day, see the steps."
POSITION = 69


@click.group()
def command() -> None:
    """Rotate a token: write the day, see the steps.

    \b
    Examples:
      govern tokens rotate meta-capi --check
      govern tokens rotate meta-capi
    """


@command.command("rotate", short_help="Write the day of a rotation, and say the steps.")
@click.argument("name", shell_complete=names(tokens))
@click.option("--check", is_flag=True, help="Write nothing; show the steps.")
@project_options
@report_options
def rotate_command(name: str, check: bool, directory: str, today: str | None, style: Style) -> int:
    """Write today's day under the rotations of the token NAME, and say what has to be done for it to be true.

    The secret itself is never read or written: it is named by where it is kept.

    \b
    Examples:
      govern tokens rotate meta-capi --check
      govern tokens rotate meta-capi --today 2026-11-28
    """
    from govern.commands.tokens import rotate
    from govern.project.roots import find_root

    root = find_root(directory)
    return emit(rotate(root, name, today=today, check=check), root, style, "the specs are as they were")
