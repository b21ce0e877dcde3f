"""`govern lint`: the rules over the specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govern.cli.accepting import baseline_options
from govern.cli.common import (
    Style,
    emit,
    note,
    of_all,
    patch,
    project_options,
    relocated,
    report_options,
    roots_of,
    staged_option,
)

if TYPE_CHECKING:
    from govern.core.accepting import Accepting
    from govern.core.report import Report

HELP = "Check the specs."
POSITION = 20


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@baseline_options
@click.option("--fix", is_flag=True, help="Put right what has one right answer; only the places concerned change.")
@click.option("--diff", is_flag=True, help="With --fix: show what would change, and write nothing.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@staged_option
@project_options
@report_options
def command(
    paths: tuple[str, ...],
    accepting: Accepting | None,
    fix: bool,
    diff: bool,
    no_cache: bool,
    staged: bool,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check the specs against every rule: no network, no git, nothing is written without --fix.

    PATHS limit what is shown to findings in these files or folders; the whole project is read all the same, because a
    mistake in one file often shows in another.
    """
    roots = roots_of(directory, staged)
    if accepting is not None:
        from govern.commands.baseline import accept

        for root in roots:
            note(accept(root, accepting, today=today))
        return 0
    if diff and not fix:
        raise click.UsageError("--diff goes with --fix")
    if fix:
        from govern.commands import fix as fixing

        made = [fixing.fix(root, today=today, paths=paths, wanted=style.wanted.has, write=not diff) for root in roots]
        if diff:
            return show_diffs(made, roots, style)
        reports = dict(zip(roots, (report for report, _ in made), strict=True))
        return emit(of_all(roots, reports.__getitem__), None, style, "the specs are in order", projects=roots)
    from govern.commands.lint import lint

    report = of_all(roots, lambda root: lint(root, today=today, use_cache=not no_cache, paths=paths))
    return emit(report, None, style, projects=roots)


def show_diffs(made: list[tuple[Report, str]], roots: tuple[str, ...], style: Style) -> int:
    """The diffs on standard output, for `patch`; what they mean on standard error. Exits with 1 if there is one."""
    from govern.output._words import count

    code = 0
    for (report, diff), root in zip(made, roots, strict=True):
        patch(diff)
        shown = relocated(report, root)
        for text in shown.notes:
            note(text)
        fixed, left = len(shown.fixed), len(shown.findings)
        note(f"{count(fixed, 'finding')} would be fixed, {left} would be left; nothing was written")
        code = max(code, 1 if diff else style.wanted.code(style.wanted.chosen(report)))
    return code
