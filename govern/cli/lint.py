"""`govern lint`: the rules over the specs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from govern.cli.accepting import baseline_options
from govern.cli.emit import emit, note, patch
from govern.cli.options import jobs_option, project_options, report_options, staged_option
from govern.cli.plain import Scopes, lint
from govern.cli.printing import relocated
from govern.cli.progress import progress
from govern.cli.projects import name_of, over, specs_named
from govern.cli.style import Style

if TYPE_CHECKING:
    from govern.core.accepting import Accepting
    from govern.core.report import Report

HELP = "Check the specs."
POSITION = 20


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@baseline_options
@click.option(
    "--accepted", is_flag=True, help="Show instead what comments and the baseline let through: who, why, until when."
)
@click.option("--fix", is_flag=True, help="Put right what has one right answer; only the places concerned change.")
@click.option("--diff", is_flag=True, help="With --fix: show what would change, and write nothing.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@staged_option
@jobs_option
@project_options
@report_options
def command(
    paths: tuple[str, ...],
    accepting: Accepting | None,
    accepted: bool,
    fix: bool,
    diff: bool,
    no_cache: bool,
    staged: bool,
    jobs: int | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check the specs against every rule: no network, no git, nothing is written without --fix.

    PATHS limit what is shown to findings in these files or folders; the whole project is read all the same, because a
    mistake in one file often shows in another.

    \b
    Examples:
      govern lint
      govern lint specs/events --fix --diff
    """
    scopes = specs_named(paths, directory, staged)
    roots = tuple(scopes)
    if accepting is not None:
        return accept_all(roots, accepting, today)
    if accepted and (fix or paths):
        raise click.UsageError("--accepted shows all of a project: leave out --fix and PATHS")
    if accepted:
        from govern.commands.accepted import accepted as let_through

        asked = {root: partial(let_through, root, today=today) for root in roots}
        return emit(over(asked, jobs), None, style, "nothing is accepted", projects=roots)
    if diff and not fix:
        raise click.UsageError("--diff goes with --fix")
    if fix:
        return fix_all(scopes, today, style, write=not diff)
    return lint(scopes, style, today=today, use_cache=not no_cache, staged=staged, jobs=jobs)


def accept_all(roots: tuple[str, ...], accepting: Accepting, today: str | None) -> int:
    """Accept what is found in each project, and say how much that is."""
    from govern.commands.baseline import accept

    for root in roots:
        with progress():
            said = accept(root, accepting, today=today)
        note(f"{name_of(root)}: {said}" if len(roots) > 1 else said)
    return 0


def fix_all(scopes: Scopes, today: str | None, style: Style, *, write: bool) -> int:
    """Put right what has one right answer in each project, or show what would change."""
    from govern.commands import fix as fixing

    roots = tuple(scopes)
    make = partial(fixing.fix, today=today, wanted=style.wanted.has, write=write)
    if not write:
        return show_diffs([make(root, paths=named) for root, named in scopes.items()], roots, style)
    fixed = over({root: partial(first, make, root, named) for root, named in scopes.items()}, 1)
    return emit(fixed, None, style, "the specs are in order", projects=roots)


def first(make: Callable[..., tuple[Report, str]], root: str, paths: tuple[str, ...]) -> Report:
    """The report of what was fixed; its diff is shown only where nothing is written."""
    return make(root, paths=paths)[0]


def show_diffs(made: list[tuple[Report, str]], roots: tuple[str, ...], style: Style) -> int:
    """The diffs on standard output, for `patch`; what they mean on standard error. Exits with 1 if there is one."""
    from govern.output.words import count

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
