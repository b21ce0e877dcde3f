"""`govern fmt`: spec files in one layout."""

from __future__ import annotations

import click

from govern.cli.emit import emit, patch
from govern.cli.options import project_options, report_options
from govern.cli.progress import progress
from govern.cli.projects import by_project
from govern.cli.style import Style

HELP = "Lay spec files out alike."
POSITION = 70


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change, for patch.")
@project_options
@report_options
def command(paths: tuple[str, ...], check: bool, diff: bool, directory: str, today: str | None, style: Style) -> int:
    """Lay spec files out alike: indents, blanks, line ends, version first. What they say is never changed.

    PATHS are files and folders; without any it is the whole project. The result is read back and must be the same data
    with the same comments. A file that cannot be read is named, and then nothing is written.

    \b
    Examples:
      govern fmt
      govern fmt --check --diff specs/events
    """
    from govern.commands import fmt as formatting
    from govern.project.roots import find_roots

    roots = () if paths else find_roots(directory)
    with progress():
        report, changes = formatting.fmt(roots, paths, write=not (check or diff))
    if diff:
        patch(changes)
        return 1 if changes else 0
    return emit(by_project(report), None, style, "there is no spec file")
