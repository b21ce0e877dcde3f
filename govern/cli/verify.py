"""`govern verify`: what was really sent."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, exports_given, project_options, report_options

HELP = "Check captured traffic: recordings, logs, bodies."
POSITION = 62


@click.command()
@click.argument("captures", nargs=-1, required=True, type=click.Path(), metavar="CAPTURE...")
@project_options
@report_options
def command(captures: tuple[str, ...], directory: str, today: str | None, style: Style) -> int:
    """Check what was really sent: HAR files, lists of addresses, bodies of conversion APIs, request logs, rows of the
    export of Google Analytics.

    CAPTURE is a file or a folder, or - for standard input; what it is, is known by its content. Without a project it is held
    against what is known of the platforms; in one it is held against the specs too. Nothing personal is shown, and nothing is kept.
    """
    from govern.commands.verify import verify
    from govern.project.roots import root_or_none

    root = root_or_none(directory)
    report = verify(root, exports_given(captures), today=today)
    return emit(report, None, style, "nothing to look at")
