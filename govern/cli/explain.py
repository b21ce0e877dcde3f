"""`govern explain`: the manual of one rule, or of one event."""

from __future__ import annotations

import click

from govern.cli.names import events, names
from govern.cli.options import color_option, rule_options
from govern.cli.printing import plain_look
from govern.cli.progress import progress
from govern.cli.selection import completed as rules

HELP = "Print the manual of a rule, what the specs say of an event, causes of a symptom."
POSITION = 100


def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The rules and the project's events that a word may become."""
    return [*names(events)(ctx, param, incomplete), *rules(ctx, param, incomplete)]


@click.command()
@click.argument("rule", metavar="RULE|EVENT", shell_complete=completed)
@click.option("--capture", "captures", multiple=True, type=click.Path(exists=True), help="Look at this capture, too.")
@color_option
@rule_options
def command(rule: str, captures: tuple[str, ...], color: str, directory: str) -> int:
    """Print the manual of RULE: what is right, what goes wrong otherwise, the remedy, a good and a bad example.

    Of an EVENT of the project it tells what the specs say: its trigger, parameters, destinations with their tags, and the code to write.

    Of something that is seen in reports, such as "zero conversions" or "value is zero", it tells the likely causes: those first
    that the project's specs, exports and captures show. Of a code that a platform's API answered, as a sender hands it on, it
    tells what it means.

    \b
    Examples:
      govern explain csp/wildcard-source
      govern explain purchase
      govern explain "zero conversions"
      govern explain 100/2804003
    """
    import sys

    from govern.commands.explain import explain
    from govern.output.manual import manual

    with progress():
        page = explain(rule, directory, captures)
    manual(page, sys.stdout, plain_look(color))
    return 0
