"""`govern check`: everything there is to check, in one report."""

from __future__ import annotations

import click

from govern.cli.common import emit, project_options, report_options


@click.command()
@project_options
@report_options
def command(
    directory: str, today: str | None, format_: str | None, level: str, color: str, quiet: bool, verbose: bool
) -> int:
    """Lint, render --check, diff and audit of exports/, in one report: the command for CI."""
    from govern import verbs

    root = verbs.find_root(directory)
    report = verbs.check(root, today=today)
    emit(report, root, format_=format_, color=color, quiet=quiet, clean="nothing to look at")
    return verbs.exit_code(report, level)
