"""`govern lint`: the rules over the specs."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, note, of_all, project_options, report_options


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--write-baseline", is_flag=True, help="Accept today's findings; only new ones fail from then on.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@project_options
@report_options
def command(
    paths: tuple[str, ...],
    write_baseline: bool,
    no_cache: bool,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check the specs against every rule: no network, no git, nothing is written.

    PATHS limit what is shown to findings in these files or folders; the whole project is read all the same, because a
    mistake in one file often shows in another.
    """
    from govern import verbs

    roots = verbs.find_roots(directory)
    if write_baseline:
        for root in roots:
            note(verbs.accept(root, today=today))
        return 0
    report = of_all(roots, lambda root: verbs.lint(root, today=today, use_cache=not no_cache, paths=paths))
    return emit(report, None, style, projects=roots)
