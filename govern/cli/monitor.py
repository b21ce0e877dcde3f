"""`govern monitor`: the thresholds of `quality` over counts and logs, once."""

from __future__ import annotations

from typing import Any

import click

from govern.cli.emit import emit
from govern.cli.options import exports_given, project_options, report_options
from govern.cli.progress import progress
from govern.cli.style import Style

HELP = "Hold the thresholds against counts and logs, once, for cron."
POSITION = 64


@click.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@click.option("--at", default="", metavar="TIME", help="Look at this moment instead of now, such as 2026-11-30T10:00Z.")
@click.option(
    "--log", default="", metavar="FILE", help="Keep a line a day there: what was counted, and what was found."
)
@click.option("--message", "form", type=click.Choice(["slack", "teams", "json"]), help="Print the message for a chat.")
@click.option(
    "--send", "is_sent", is_flag=True, help="Send it to the address in GOVERN_WEBHOOK, if something was found."
)
@project_options
@report_options
def command(
    files: tuple[str, ...],
    at: str,
    log: str,
    form: Any,
    is_sent: bool,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Hold the thresholds of `quality` against counts and logs: volume, silence, errors, de-duplication, delays, match quality.

    The files stand under `counts` in the specs; FILE adds to them. Made for a job that runs each hour or day: the exit code is 1
    when something is to be looked at. An alarm needs the threshold, and that chance does not explain the number. --send tells a
    chat, whose address stands in GOVERN_WEBHOOK alone.

    \b
    Examples:
      govern monitor --log monitor.log --send
      govern monitor --at 2026-11-30T10:00Z
    """
    from govern.commands.message import message, send, webhook
    from govern.commands.monitor import monitor
    from govern.project.roots import root_or_none

    if is_sent:
        webhook()
    root = root_or_none(directory)
    with progress():
        report = monitor(root, exports_given(files), at=at, log=log, today=today)
    text = message(style.wanted.chosen(report), form or "slack", root)
    code = style.wanted.code(report)
    if is_sent and code:
        send(text)
    if form is not None:
        click.echo(text)
        return code
    return emit(report, root, style, "within the thresholds")
