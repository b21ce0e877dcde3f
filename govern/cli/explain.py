"""`govern explain`: the manual of one rule."""

from __future__ import annotations

import click

from govern.cli.options import color_option, rule_options
from govern.cli.printing import plain_look
from govern.cli.selection import completed

HELP = "Print the manual of a rule, or the causes of a symptom."
POSITION = 100


@click.command()
@click.argument("rule", shell_complete=completed)
@click.option("--capture", "captures", multiple=True, type=click.Path(exists=True), help="Look at this capture, too.")
@color_option
@rule_options
def command(rule: str, captures: tuple[str, ...], color: str, directory: str) -> int:
    """Print the manual of RULE: what is right, what goes wrong otherwise, the remedy, a good and a bad example.

    Of something that is seen in reports, such as "zero conversions" or "value is zero", it tells the likely causes: those first
    that the project's specs, exports and captures show. Of a code that a platform's API answered, as a sender hands it on, it
    tells what it means.

    \b
    Examples:
      govern explain csp/wildcard-source
      govern explain "zero conversions"
      govern explain 100/2804003
    """
    import sys

    from govern.commands.explain import explain
    from govern.output.manual import manual

    manual(explain(rule, directory, captures), sys.stdout, plain_look(color))
    return 0
