"""`govern render`: the files that are deployed."""

from __future__ import annotations

import click

from govern.cli.common import emit, project_options, report_options
from govern.render import TARGETS


@click.command()
@click.argument("targets", nargs=-1, type=click.Choice(TARGETS), metavar="[TARGET]...")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when what is on disk is out of date.")
@project_options
@report_options
def command(
    targets: tuple[str, ...],
    check: bool,
    directory: str,
    today: str | None,
    format_: str | None,
    level: str,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write what is deployed from the specs into the output folder.

    \b
    gtm  one importable container for each web and server container
    csp  the security policy of each site: plain header, nginx

    All targets are written when none is named. An error in the specs stops everything before anything is written.
    """
    from govern import verbs

    root = verbs.find_root(directory)
    report = verbs.render(root, targets or TARGETS, check=check, today=today)
    emit(report, root, format_=format_, color=color, quiet=quiet, clean="nothing to render")
    return verbs.exit_code(report, level)
