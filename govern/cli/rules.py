"""`govern rules`: the list of rules."""

from __future__ import annotations

import click

from govern.cli.common import Style, emit, note, rule_options


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--test", is_flag=True, help="Try the project's own rules on their own examples.")
@rule_options
def command(format_: str, test: bool, directory: str) -> int:
    """List the rules: id, level, what is right; in a project its own rules as well."""
    from govern.project.roots import find_root, project_or_none
    from govern.rules.own import every_rule, left_out

    if test:
        from govern.commands.rules import test_rules

        root = find_root(directory)
        return emit(test_rules(root), root, Style(format_, "warning", "auto", False, False), "all examples hold")
    project = project_or_none(directory)
    rows = [(rule.id, rule.level, rule.over, rule.manual.split("\n", 1)[0], rule.verb) for rule in every_rule(project)]
    for text in left_out(project) if project is not None else ():
        note(text)
    if format_ == "json":
        import json

        keys = ("rule", "level", "over", "title")
        click.echo(json.dumps([dict(zip(keys, row[:4], strict=True)) for row in rows], ensure_ascii=False, indent=2))
        return 0
    width = max(len(rule) for rule, *_ in rows)
    for rule, level, _, title, verb in rows:
        click.echo(safe(f"{rule:{width}}  {level:7}  {verb:7}  {title}"))
    return 0


def safe(text: str) -> str:
    """A line from a file of the project's own, spelled for people."""
    import sys

    from govern.output.safe import Spelling

    return Spelling(sys.stdout)(text)
