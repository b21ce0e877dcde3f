"""`govern diff`: specs against live exports, or one export against another."""

from __future__ import annotations

from functools import partial

import click

from govern.cli.emit import emit
from govern.cli.options import exports_given, jobs_option, project_options, report_options
from govern.cli.progress import progress
from govern.cli.projects import over
from govern.cli.style import Style

HELP = "Show what differs between specs and live exports."
POSITION = 50


@click.command()
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@click.option("--from", "before", metavar="EXPORT", help="Compare with this older export instead of the specs.")
@jobs_option
@project_options
@report_options
def command(
    exports: tuple[str, ...],
    before: str | None,
    jobs: int | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Show what differs, as a plan: + add, ~ change, - remove, → rename.

    The plan says what would have to happen to the live containers to make them what the specs say; exports/ is read
    when no EXPORT is named, and an EXPORT that lies in a project below is compared with that one. A list of access or of
    secrets that is named is compared with grants and tokens. With --from OLD, it says what happened between two exports, or
    who came, left, was raised or lowered between two access lists, and needs no project. Of several versions of one container
    it says what happened from each to the next.

    \b
    Examples:
      govern diff
      govern diff --from exports/may.json exports/june.json
      govern diff --from v1.json v2.json v3.json
    """
    from govern.commands.diff import compare_exports, diff, outcome
    from govern.project.roots import here, scopes_of

    given = exports_given(exports)
    if before is not None:
        with progress():
            steps = compare_exports(before, given)
        return emit(steps, None, style, "no difference")
    scopes = scopes_of(given, directory, here, far=False)
    asked = partial(diff, today=today, of_several=len(scopes) > 1)
    report = over(
        {root: partial(asked, root, paths) for root, paths in scopes.items()}, jobs if "-" not in given else 1
    )
    return emit(report, None, style, outcome(report), projects=tuple(filter(None, scopes)))
