"""`govern check`: everything there is to check, in one report."""

from __future__ import annotations

from functools import partial

import click

from govern.cli.common import Style, emit, jobs_option, project_options, report_options
from govern.cli.projects import over

HELP = "Lint, render --check, diff and audit in one report."
POSITION = 90


@click.command()
@jobs_option
@project_options
@report_options
def command(jobs: int | None, directory: str, today: str | None, style: Style) -> int:
    """Lint, render --check, diff and audit of exports/, in one report: the command for CI."""
    from govern.commands.check import check
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    report = over({root: partial(check, root, today=today) for root in roots}, jobs)
    return emit(report, None, style, "nothing to look at", projects=roots)
