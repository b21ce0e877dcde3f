"""`govern verify`: what was really sent."""

from __future__ import annotations

import sys

import click

from govern.cli.emit import emit, note
from govern.cli.options import exports_given, project_options, report_options
from govern.cli.progress import progress
from govern.cli.style import Style

HELP = "Check captured traffic: recordings, logs, bodies."
POSITION = 62


@click.command()
@click.argument("captures", nargs=-1, required=True, type=click.Path(), metavar="CAPTURE...")
@click.option("--report", "report_dir", metavar="DIR", help="Write a page here: each payload beside its contract.")
@click.option("--compare", is_flag=True, help="Show what the second of two captures has otherwise than the first.")
@click.option("--learn", is_flag=True, help="Print first specs, made of what was sent, instead of a report.")
@project_options
@report_options
def command(
    captures: tuple[str, ...],
    report_dir: str | None,
    compare: bool,
    learn: bool,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check what was really sent: HAR files, lists of addresses, bodies of conversion APIs, request logs, rows of the
    export of Google Analytics, messages of the data layer.

    CAPTURE is a file or a folder, or - for standard input; what it is, is known by its content. Without a project it is held
    against what is known of the platforms; in one it is held against the specs too. Nothing personal is shown, and nothing is kept.

    \b
    Examples:
      govern verify checkout.har
      govern verify --compare good.har bad.har
    """
    from govern.commands.verify import compared, verify
    from govern.project.roots import root_or_none

    given = exports_given(captures)
    if compare and (learn or report_dir or len(given) != 2):
        raise click.UsageError("--compare takes two captures, the good one first, and no other option")
    if compare:
        with progress(0, what="requests") as work:
            report = compared(given, work.counted)
        return emit(report, None, style, "no difference")
    if learn:
        return taught(given, today)
    root = root_or_none(directory)
    with progress(0, what="requests") as work:
        report = verify(root, given, today=today, report_dir=report_dir, counted=work.counted)
    return emit(report, None, style, "nothing to look at")


def taught(captures: tuple[str, ...], today: str | None) -> int:
    """Print first specs, made of what was sent."""
    from govern.commands.verify import learned

    with progress(0, what="requests") as work:
        specs = learned(captures, today=today, counted=work.counted)
    sys.stdout.write(specs)
    if "\nevents:" not in specs:
        note("no event was learned: nothing was sent to an account of a platform under a name that specs could give it")
    return 0
