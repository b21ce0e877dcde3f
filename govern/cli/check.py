"""`govern check`: everything there is to check, in one report."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, of_all, project_options, report_options

HELP = "Lint, render --check, diff and audit in one report."
POSITION = 90


@click.command()
@project_options
@report_options
def command(directory: str, today: str | None, style: Style) -> int:
    """Lint, render --check, diff and audit of exports/, in one report: the command for CI."""
    from govern.commands.check import check
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    report = of_all(roots, lambda root: check(root, today=today))
    return emit(report, None, style, "nothing to look at", projects=roots)
