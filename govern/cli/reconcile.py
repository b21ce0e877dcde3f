"""`govern reconcile`: the counts of platform, analytics and backend against each other."""

from __future__ import annotations

import click

from govern.cli.emit import emit
from govern.cli.options import Day, exports_given, project_options, report_options
from govern.cli.progress import progress
from govern.cli.style import Style

HELP = "Hold counts of platform, analytics and shop against each other."
POSITION = 63


@click.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@click.option("--from", "since", type=Day(), default="", metavar="YYYY-MM-DD", help="The first day to compare.")
@click.option("--to", "until", type=Day(), default="", metavar="YYYY-MM-DD", help="The last day to compare.")
@click.option("--days", "by_day", is_flag=True, help="Show each day as well.")
@click.option(
    "--incident",
    nargs=2,
    type=Day(),
    default=None,
    metavar="FROM TO",
    help="Tell the gap of these days, and what it was worth.",
)
@click.option(
    "--fixed", type=Day(), default="", metavar="DAY", help="With --incident: follow the seven days from here."
)
@click.option("--report", "report_dir", metavar="DIR", help="Write a page with charts here.")
@project_options
@report_options
def command(
    files: tuple[str, ...],
    since: str,
    until: str,
    by_day: bool,
    incident: tuple[str, str] | None,
    fixed: str,
    report_dir: str | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Hold counts of platform, analytics and shop against each other.

    The files stand under `counts` in the specs; FILE names more of them: CSV or JSON as platforms, Analytics, shops or your
    own queries give it, known by its content. What no file says of itself (zone, meaning, window, event) is asked, with lines
    to paste. Counts are compared over the days that both sides cover, by day, event, destination and currency.

    \b
    Examples:
      govern reconcile exports/ads.csv exports/orders.csv
      govern reconcile --from 2026-11-01 --to 2026-11-14 --report build/counts
    """
    from govern.commands.reconcile import outcome, reconcile
    from govern.project.roots import root_or_none

    root = root_or_none(directory)
    if incident is not None:
        from govern.commands.incident import incident as told

        with progress():
            report = told(root, exports_given(files), *incident, fixed, today=today, report_dir=report_dir)
        return emit(report, root, style, "the gap is told")
    if fixed:
        raise click.UsageError("--fixed is about an incident: name it by --incident FROM TO")
    with progress():
        report = reconcile(
            root, exports_given(files), since=since, until=until, by_day=by_day, today=today, report_dir=report_dir
        )
    return emit(report, root, style, outcome(report))
