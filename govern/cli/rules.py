"""`govern rules`: the list of rules."""

from __future__ import annotations

import click

VERBS = {"live": "audit", "files": "secrets"}


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(format_: str) -> int:
    """List the rules: id, level, what is right."""
    from govern.rules.run import all_rules

    rows = [(rule.id, rule.level, rule.over, rule.manual.split("\n", 1)[0]) for rule in all_rules()]
    if format_ == "json":
        import json

        keys = ("rule", "level", "over", "title")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
        return 0
    width = max(len(rule) for rule, *_ in rows)
    for rule, level, over, title in rows:
        click.echo(f"{rule:{width}}  {level:7}  {VERBS.get(over, 'lint'):7}  {title}")
    return 0
