"""`govern doctor`: what govern stands on, and what to do where something is missing."""

from __future__ import annotations

import click

from govern.cli.options import directory_option

HELP = "Look at what govern stands on: git, configuration, schema, hooks, cache."
POSITION = 117


@click.command()
@directory_option
def command(directory: str) -> int:
    """Look at what govern stands on, and say what to do where something is missing or out of date.

    Nothing is changed. The exit code is 1 where there is something to do.

    \b
    Examples:
      govern doctor
      govern doctor -C clients/nord
    """
    import sys

    from govern.commands.doctor import doctor
    from govern.output.safe import Spelling

    spell = Spelling(sys.stdout)
    found = doctor(directory)
    for it in found:
        click.echo(spell(f"{'to do' if it.fix else 'ok':5}  {it.what:9}  {it.said}"))
        if it.fix:
            click.echo(spell(f"{'':18}→ {it.fix}"))
    return 1 if any(it.fix for it in found) else 0
