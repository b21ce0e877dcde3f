"""`govern render`: the files that are deployed."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, of_all, project_options, report_options, roots_of, staged_option
from govern.render import TARGETS


@click.command()
@click.argument("targets", nargs=-1, type=click.Choice(TARGETS), metavar="[TARGET]...")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when what is on disk is out of date.")
@staged_option
@project_options
@report_options
def command(
    targets: tuple[str, ...],
    check: bool,
    staged: bool,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Write what is deployed from the specs into the output folder.

    \b
    gtm      one importable container for each web and server container
    payloads what servers send: body templates, and senders for back ends in Python and Node
    csp      the security policy of each site: plain header, nginx
    types    TypeScript for the page: every event, and a track() that takes nothing else
    schemas  one JSON Schema for each event
    plan     the tracking plan as a site that works from disk, and as Markdown

    All targets are written when none is named, or those that `targets` in govern.yaml lists. An error in the specs stops everything before anything is written.
    """
    from govern.commands.render import render

    roots = roots_of(directory, staged)
    report = of_all(roots, lambda root: render(root, targets, check=check, today=today))
    return emit(report, None, style, "nothing to render", projects=roots)
