"""`govern trust`: which projects' own rules in Python are run."""

from __future__ import annotations

import click

HELP = "Trust a project's own rules in Python, as they are now."
POSITION = 115


@click.command()
@click.argument("directory", default=".", metavar="[DIR]")
@click.option("--list", "list_", is_flag=True, help="Name every project that is trusted, and change nothing.")
@click.option("--forget", is_flag=True, help="No longer trust the project.")
def command(directory: str, list_: bool, forget: bool) -> int:
    """Show the code that a project brings with it, and trust its rules in Python as they are now.

    It is remembered in your own configuration, for this folder and these files: where one of them changes, none is run
    until you have said so again. In CI set GOVERN_PROJECT_RULES=on. Rules in YAML and templates need no trust: they
    cannot run anything.

    \b
    Examples:
      govern trust
      govern trust --list
    """
    import sys

    from govern.commands.trust import forgotten, listed, trusted
    from govern.output.safe import Spelling
    from govern.project.roots import find_root

    if list_ and forget:
        raise click.UsageError("--list and --forget do not go together")
    if list_:
        lines = listed()
    elif forget:
        lines = forgotten(find_root(directory))
    else:
        lines = trusted(find_root(directory))
    spell = Spelling(sys.stdout)
    for line in lines:
        click.echo(spell(line))
    return 0
