"""`govern audit`: what is wrong in live state, and the quarterly report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from govern.cli.accepting import baseline_options
from govern.cli.common import (
    Style,
    emit,
    exports_given,
    jobs_option,
    note,
    project_options,
    report_options,
)
from govern.cli.projects import name_of, over

if TYPE_CHECKING:
    from govern.core.accepting import Accepting

HELP = "Check live exports and write the quarterly report."
POSITION = 60


@click.command()
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@click.option("--report", "report_dir", metavar="DIR", help="Write the report here: Markdown, CSV and HTML.")
@baseline_options
@jobs_option
@project_options
@report_options
def command(
    exports: tuple[str, ...],
    report_dir: str | None,
    accepting: Accepting | None,
    jobs: int | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check live exports: Tag Manager containers, access lists, served security policies.

    EXPORT is a file or a folder, or - for standard input; what it is, is known by its content. Without a project the
    exports speak for themselves; with one they are also held against its specs, and exports/ is read when none is named. An
    EXPORT that lies in another project is held against that one; a project's folder, or one above several, means the
    exports of each.

    \b
    Examples:
      govern audit GTM-ABC1234.json users.csv
      govern audit --report access-review
    """
    from govern.commands.audit import audit
    from govern.project.roots import any_roots, here_or_none, loose, scopes_of

    if accepting is not None:
        if exports:
            raise click.UsageError("--write-baseline is about the project's exports folder: name no EXPORT")
        return accept_all(accepting, directory, today)
    scopes = scopes_of(exports_given(exports), directory, here_or_none, any_roots)
    for file in loose(exports):
        note(f"{file} is in no project and was not looked at: name it to have it looked at")
    many = len(scopes) > 1
    if many and report_dir is not None:
        raise click.UsageError("--report is about one project: name the exports of one")
    asked = partial(audit, today=today, report_dir=report_dir, of_several=many)
    report = over(
        {root: partial(asked, root, paths) for root, paths in scopes.items()}, jobs if "-" not in exports else 1
    )
    return emit(report, None, style, "nothing to look at", projects=tuple(filter(None, scopes)))


def accept_all(accepting: Accepting, directory: str, today: str | None) -> int:
    """Accept what is found in the exports folder of each project."""
    from govern.commands.baseline import accept_live
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    for root in roots:
        said = accept_live(root, accepting, today=today)
        note(f"{name_of(root)}: {said}" if len(roots) > 1 else said)
    return 0
