"""`govern render`: the files that are deployed."""

from __future__ import annotations

from functools import partial

import click

from govern.cli.emit import emit
from govern.cli.options import Listed, jobs_option, project_options, report_options, staged_option
from govern.cli.projects import over, specs_named, tell_shared
from govern.cli.style import Style

HELP = "Write what is deployed from the specs."
POSITION = 40


def names() -> tuple[str, ...]:
    """The targets there are."""
    from govern.render.targets import targets

    return tuple(targets())


class Command(click.Command):
    """The command, whose help lists the targets with what each of them writes."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from govern.render.targets import targets

        found = targets()
        widest = max(map(len, found))
        listed = "\n    ".join(f"{target:{widest}}  {writes}" for target, writes in found.items())
        self.help = (self.help or "").replace("TARGETS", listed)
        super().format_help_text(ctx, formatter)


@click.command(cls=Command)
@click.argument("targets", nargs=-1, type=Listed(names), metavar="[TARGET]...")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when what is on disk is out of date.")
@click.option("--strict", is_flag=True, help="Leave out of policies what rests on facts that are not verified.")
@staged_option
@jobs_option
@project_options
@report_options
def command(
    targets: tuple[str, ...],
    check: bool,
    strict: bool,
    staged: bool,
    jobs: int | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Write what is deployed from the specs into the output folder.

    \b
    TARGETS

    All targets are written when none is named, or those that `targets` in govern.yaml lists. An error in the specs stops everything before anything is written.

    \b
    Examples:
      govern render
      govern render gtm csp --check
    """
    from govern.commands.render import render

    roots = tuple(specs_named((), directory, staged))
    report = over(
        {root: partial(render, root, targets, check=check, strict=strict, today=today) for root in roots}, jobs
    )
    tell_shared(report)
    return emit(report, None, style, "nothing to render", projects=roots)
