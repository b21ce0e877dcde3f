"""`govern schema`: the JSON Schemas of spec files and of `govern.yaml`."""

from __future__ import annotations

import click

HELP = "Print the JSON Schema of spec files or of govern.yaml, for editors."
POSITION = 120


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write it to a file instead of printing it.")
@click.option("--config", is_flag=True, help="That of govern.yaml.")
def command(output: str | None, config: bool) -> int:
    """Print the JSON Schema of a spec file, or of govern.yaml.

    Editors complete and check files that start with:

        # yaml-language-server: $schema=PATH-TO-THE-FILE

    \b
    Examples:
      govern schema
      govern schema -o .govern/spec.schema.json
      govern schema --config -o .govern/config.schema.json
    """
    from govern.commands.schema import schema

    text = schema(output, config=config)
    if output is None:
        click.echo(text, nl=False)
        return 0
    from govern.output.safe import Spelling

    click.echo(Spelling()(output))
    return 0
