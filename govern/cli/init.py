"""`govern init`: a new project."""

from __future__ import annotations

import os

import click

from govern.cli.emit import emit, note
from govern.cli.options import exports_given, report_options
from govern.cli.progress import progress
from govern.cli.style import Style

HELP = "Start a project, empty or from exports."
POSITION = 10


@click.command()
@click.argument("folder", default=".", metavar="[DIR]")
@click.option("--from", "exports", multiple=True, metavar="EXPORT", help="Take this export in; may be given again.")
@report_options
def command(
    folder: str,
    exports: tuple[str, ...],
    style: Style,
) -> int:
    """Start a project in DIR, empty or from exports.

    From exports, the containers are complete in the specs on the first day, and diff is empty. What
    there is to say is accepted in govern.baseline.json, so that only new findings fail; errors are not: they are printed,
    and the exit code is 1.

    \b
    Examples:
      govern init shop --from GTM-ABC1234.json
      govern init
    """
    import shlex

    from govern.commands.init import init

    with progress():
        report = init(folder, exports_given(exports))
    code = emit(report, folder, style)
    if not style.quiet:
        if not exports:
            note(
                f"next: write your first event into {os.path.join(folder, 'specs', 'events.yaml')}, which has an example"
            )
        if any(made.path == "specs/sites.yaml" for made in report.artifacts):
            note(f"next: write the domains of your sites into {os.path.join(folder, 'specs', 'sites.yaml')}")
        where = "" if folder == "." else f" -C {shlex.quote(folder)}"
        for step in ("lint", "render", "diff", "audit") if exports else ("lint",):
            note(f"next: govern {step}{where}")
        note(f"for hooks, the editor's schema and what else may be missing: govern doctor{where}")
    return code
