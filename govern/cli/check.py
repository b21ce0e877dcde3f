"""`govern check`: everything there is to check, in one report."""

from __future__ import annotations

from functools import partial

import click

from govern.cli.emit import emit
from govern.cli.options import ListedEach, jobs_option, project_options, report_options
from govern.cli.projects import over, tell_shared
from govern.cli.style import Style

HELP = "Lint, render --check, diff, audit and verify in one report."
POSITION = 90


def steps() -> tuple[str, ...]:
    """What `check` consists of."""
    from govern.commands.check import STEPS

    return STEPS


def single(given: tuple[str, ...]) -> tuple[str, ...]:
    """The steps that are named, one in a word or several with commas."""
    return tuple(step for word in given for step in word.split(","))


@click.command()
@click.option("--skip", type=ListedEach(steps), multiple=True, help="Leave this out; several with commas.")
@click.option("--only", type=ListedEach(steps), multiple=True, help="Do this alone; several with commas.")
@jobs_option
@project_options
@report_options
def command(
    only: tuple[str, ...], skip: tuple[str, ...], jobs: int | None, directory: str, today: str | None, style: Style
) -> int:
    """Lint, render --check, diff and audit of exports/, verify of captures/, in one report: the command for CI.

    \b
    It tells apart, and ends with 1 for each of the first three:
      findings of rules, in the specs (lint), in what is live (audit) and in captured traffic (verify)
      rendered files that are out of date (render)
      drift: live is something that was not rendered here (diff)
      what waits for deployment: the specs are ahead, live is as it was rendered before

    The last follows from .govern/rendered.txt, which render writes and you commit.

    \b
    Examples:
      govern check
      govern check --skip render --format junit --output-file govern.xml
    """
    from govern.commands.check import check
    from govern.project.roots import find_roots

    chosen = tuple(step for step in (single(only) or steps()) if step not in single(skip))
    if not chosen:
        raise click.UsageError("--only and --skip leave nothing to do")
    roots = find_roots(directory)
    report = over({root: partial(check, root, today=today, steps=chosen) for root in roots}, jobs)
    tell_shared(report)
    return emit(report, None, style, "nothing to look at", projects=roots)
