"""`govern rules`: the list of rules."""

from __future__ import annotations

import click

from govern.cli.emit import emit, note
from govern.cli.options import color_option, rule_options
from govern.cli.printing import plain_look
from govern.cli.style import Style

HELP = "List the rules."
POSITION = 110


@click.command()
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@color_option
@click.option("--test", is_flag=True, help="Try the project's own rules on their own examples.")
@rule_options
def command(words: tuple[str, ...], format_: str, color: str, test: bool, directory: str) -> int:
    """List the rules: id, level, what is right; in a project its own rules as well.

    With WORDs the rules whose id or manual page has all of them.

    \b
    Examples:
      govern rules consent default
      govern rules --format json
    """
    from govern.commands.rules import rules, test_rules
    from govern.project.roots import find_root

    if test:
        root = find_root(directory)
        return emit(test_rules(root), root, Style(format_), "all examples hold")
    rows, notes = rules(directory, words)
    for text in notes:
        note(text)
    if format_ == "json":
        import json

        shown = [{key: row[key] for key in ("rule", "level", "over", "title")} for row in rows]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    if not rows:
        note(f"no rule has {' and '.join(words)}")
        return 1
    import sys

    from govern.output import manual

    told = [(row["rule"], row["level"], row["verb"], row["title"]) for row in rows]
    manual.rows(told, sys.stdout, plain_look(color))
    return 0
