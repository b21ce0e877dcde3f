"""`govern import`: what an export holds, into the specs."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, exports_given, project_options, report_options

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
    """Take what Tag Manager exports hold into the containers section of the specs, and what lists of access hold into access.

    Existing files keep their comments and layout: only the entries that differ are edited. Before anything is written
    the result is read back and compared with the export. Lists of who has access become people, services, the fewest roles
    that explain them, and grants that are left to decide, in a file of their own.

    Outside a project, --check proves for each export that it would come through the specs and back without loss.
    """
    from govern.commands.import_ import import_exports
    from govern.project.roots import find_root, root_or_none

    root = root_or_none(directory) if check else find_root(directory)
    report = import_exports(root, exports_given(exports), check=check, today=today)
    return emit(report, root, style, "nothing to report" if root is None else "the specs hold all of it already")
