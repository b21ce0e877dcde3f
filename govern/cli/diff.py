"""`govern diff`: specs against live exports, or one export against another."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, exports_given, project_options, report_options

HELP = "Show what differs between specs and live exports."
POSITION = 50


@click.command()
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@click.option("--from", "before", metavar="EXPORT", help="Compare with this older export instead of the specs.")
@project_options
@report_options
def command(
    exports: tuple[str, ...],
    before: str | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Show what differs, as a plan: + add, ~ change, - remove, → rename.

    The plan says what would have to happen to the live containers to make them what the specs say; exports/ is read
    when no EXPORT is named. With --from OLD, it says what happened between two exports, or who came, left, was
    raised or lowered between two access lists, and needs no project.
    """
    from govern.commands.diff import compare_exports, diff
    from govern.project.roots import find_root

    if before is not None:
        root = None
        report = compare_exports(before, exports_given(exports))
    else:
        root = find_root(directory)
        report = diff(root, exports_given(exports), today=today)
    return emit(report, root, style, "no difference")
