"""`govern import`: what an export holds, into the specs."""

from __future__ import annotations

from functools import partial

import click

from govern.cli.emit import emit
from govern.cli.options import exports_given, project_options, report_options
from govern.cli.projects import over
from govern.cli.style import Style

HELP = "Take what an export holds into the specs."
POSITION = 30


@click.command()
@click.argument("exports", nargs=-1, required=True, type=click.Path(), metavar="EXPORT...")
@click.option("--check", is_flag=True, help="Write nothing; show what the specs lack and exit with 1 if anything.")
@project_options
@report_options
def command(
    exports: tuple[str, ...],
    check: bool,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Take what Tag Manager exports hold into the containers section of the specs, what lists of access hold into access, and
    settings of platforms into settings.

    Existing files keep their comments and layout: only the entries that differ are edited. Before anything is written
    the result is read back and compared with the export. An EXPORT that lies in a project below goes into that one.
    Lists of who has access become people, services, the fewest roles that explain them, and grants that are left to decide,
    in a file of their own.

    Outside a project, --check proves for each export that it would come through the specs and back without loss.

    \b
    Examples:
      govern import exports/GTM-ABC1234.json
      govern import --check downloads/*.json
    """
    from govern.commands.import_ import import_exports
    from govern.project.roots import any_roots, find_roots, here, here_or_none, scopes_of

    elsewhere, find = (here_or_none, any_roots) if check else (here, find_roots)
    scopes = scopes_of(exports_given(exports), directory, elsewhere, find, far=False)
    calls = {root: partial(import_exports, root, paths, check=check, today=today) for root, paths in scopes.items()}
    clean = "nothing to report" if None in scopes else "the specs hold all of it already"
    return emit(over(calls, 1), None, style, clean, projects=tuple(filter(None, scopes)))
