"""`govern demo`: the example project, and the main job on it."""

from __future__ import annotations

import sys

import click

from govern.cli.emit import emit, note
from govern.cli.style import Style

HELP = "Copy the example project and run the main job on it."
POSITION = 130


@click.command()
@click.argument("folder", default="govern-demo", metavar="[DIR]")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(folder: str, color: str) -> int:
    """Copy the example project into DIR and lint, render, diff and audit it.

    The bundled export has drifted from the specs and the bundled access list has surprises: see how they are told.

    \b
    Examples:
      govern demo
      govern demo /tmp/shop
    """
    from govern.commands.demo import demo
    from govern.output.safe import Spelling

    spell = Spelling(sys.stdout)
    dash = "─" if spell.has("─") else "-"
    style = Style(color=color)
    for title, report, clean in demo(folder):
        click.echo(spell(f"{dash}{dash} {title} ") + dash * max(0, 76 - len(title)))
        emit(report, folder, style, clean)
        click.echo()
    note(f"the project is in {folder}, what was rendered in {folder}/build, the audit report in {folder}/audit")
    note(f"next: edit a file in {folder}/specs, and see what govern check -C {folder} says of it")
    return 0
