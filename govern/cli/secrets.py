"""`govern secrets`: credentials in files of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govern.cli.accepting import baseline_options
from govern.cli.emit import emit, note
from govern.cli.options import project_options, report_options
from govern.cli.progress import progress
from govern.cli.projects import by_project
from govern.cli.style import Style

if TYPE_CHECKING:
    from govern.core.accepting import Accepting

HELP = "Look for credentials in any files."
POSITION = 80


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@baseline_options
@project_options
@report_options
def command(
    paths: tuple[str, ...], accepting: Accepting | None, directory: str, today: str | None, style: Style
) -> int:
    """Look for credentials in any files: specs, exports, scripts, notes. Their values are never printed.

    PATHS are files and folders; without any the whole project is looked at, hidden files too, except for what is binary
    and for folders of other programs such as .git and node_modules, which are named.
    A comment lets one through: # govern: ignore[secrets/in-file] -- the reason

    \b
    Examples:
      govern secrets
      govern secrets scripts notes.txt
    """
    from govern.commands import secrets as searching

    if accepting is not None and paths:
        raise click.UsageError("--write-baseline is about the whole project, so it goes without PATHS")
    if accepting is not None:
        note(searching.accept(directory, accepting, today=today))
        return 0
    with progress():
        report = searching.secrets(directory, paths, today=today)
    return emit(by_project(report), None, style, "no credential found")
