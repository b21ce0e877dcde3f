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
    """
    from govern.spec.schema import text

    if output is None:
        click.echo(text(), nl=False)
        return 0
    from govern.source import files

    files.write_all({output: text().encode()})
    click.echo(output)
    return 0
