"""`govern due`: what a date brings."""

from __future__ import annotations

from functools import partial

import click

from govern.cli.emit import emit
from govern.cli.options import project_options, report_options
from govern.cli.projects import over
from govern.cli.style import Style

HELP = "Say what a date brings: rotations, ends of grants, API versions."
POSITION = 67


@click.command()
@click.option("--within", default="30d", show_default=True, metavar="DURATION", help="Look so far ahead: 14d, 12w.")
@project_options
@report_options
def command(within: str, directory: str, today: str | None, style: Style) -> int:
    """Say what a date brings: rotations and ends of tokens, ends of grants, people and exceptions, API versions that stop.

    What is overdue is a warning, what comes a note; the exit code is 1 where something is overdue. Above several projects each is asked. `govern render calendar` writes
    the same as a calendar.

    \b
    Examples:
      govern due
      govern due --within 12w
    """
    from govern.commands.due import due
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    report = over({root: partial(due, root, within, today=today) for root in roots})
    return emit(report, None, style, f"nothing is due within {within}", projects=roots)
