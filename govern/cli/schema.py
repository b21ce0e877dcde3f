"""`govern schema`: the JSON Schema of spec files."""

from __future__ import annotations

import click

HELP = "Print the JSON Schema of spec files, for editors."
POSITION = 120


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write it to a file instead of printing it.")
def command(output: str | None) -> int:
    """Print the JSON Schema of a spec file.

    Editors complete and check spec files that start with:

        # yaml-language-server: $schema=PATH-TO-THE-FILE

    \b
    Examples:
      govern schema
      govern schema -o .govern/spec.schema.json
    """
    from govern.commands.schema import schema

    text = schema(output)
    click.echo(text if output is None else output, nl=output is not None)
    return 0
