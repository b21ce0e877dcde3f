"""`govern due`: what a date brings."""

from __future__ import annotations

import click

from govern.cli.emit import emit
from govern.cli.options import project_options, report_options
from govern.cli.style import Style

HELP = "Say what a date brings: rotations, ends of grants, API versions."
POSITION = 67


@click.command()
@click.option("--within", default="30d", show_default=True, metavar="DURATION", help="Look so far ahead: 14d, 12w.")
@project_options
@report_options
def command(within: str, directory: str, today: str | None, style: Style) -> int:
    """Say what a date brings: rotations and ends of tokens, ends of grants, people and exceptions, API versions that stop.

    What is overdue is a warning, what comes a note; the exit code is 1 where something is overdue. `govern render calendar` writes
    the same as a calendar.

    \b
    Examples:
      govern due
      govern due --within 12w
    """
    from govern.commands.due import due
    from govern.project.roots import find_root

    root = find_root(directory)
    return emit(due(root, within, today=today), root, style, f"nothing is due within {within}")
