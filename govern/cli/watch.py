"""`govern watch`: lint or check anew whenever a file of the project changes."""

from __future__ import annotations

import click

from govern.cli.emit import emit, note
from govern.cli.options import project_options, report_options
from govern.cli.projects import over
from govern.cli.style import Style

HELP = "Lint anew whenever a file changes."
POSITION = 25


@click.command()
@click.argument("what", type=click.Choice(["lint", "check"]), default="lint")
@project_options
@report_options
def command(what: str, directory: str, today: str | None, style: Style) -> int:
    """Lint, or check, now and whenever a file of the project changes, until Ctrl-C.

    \b
    Examples:
      govern watch
      govern watch check -C clients/nord
    """
    from functools import partial

    from govern.commands import watch as waiting
    from govern.commands.check import check
    from govern.commands.lint import lint
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    verb = lint if what == "lint" else check
    try:
        while True:
            state = waiting.state_of(roots)
            report = over({root: partial(verb, root, today=today) for root in roots}, 1)
            emit(
                report,
                None,
                style,
                "the specs are in order" if what == "lint" else "nothing to look at",
                projects=roots,
            )
            note("waiting for a change; Ctrl-C ends it")
            waiting.watch(roots, state)
    except KeyboardInterrupt:
        return 0
