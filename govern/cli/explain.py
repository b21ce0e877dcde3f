"""`govern explain`: the manual of one rule."""

from __future__ import annotations

import click

from govern.cli.common import rule_options
from govern.cli.selection import completed

HELP = "Print the manual of a rule."
POSITION = 100


@click.command()
@click.argument("rule", shell_complete=completed)
@rule_options
def command(rule: str, directory: str) -> int:
    """Print the manual of RULE: what is right, what goes wrong otherwise, the remedy, a good and a bad example."""
    import sys

    from govern.commands.explain import explain
    from govern.output.safe import Spelling

    spell = Spelling(sys.stdout)
    for line in explain(rule, directory).split("\n"):
        click.echo(spell(line))
    return 0
