"""`govern schema`: the JSON Schema of spec files."""

from __future__ import annotations

import click


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
    from govern.project.folders import project_around
    from govern.source.writing import present, write_all

    write_all({output: text().encode()}, {output: present(output)}, project_around(output))
    click.echo(output)
    return 0
