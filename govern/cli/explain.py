"""`govern explain`: the manual of one rule."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule")
def command(rule: str) -> int:
    """Print the manual of RULE: what is right, what goes wrong otherwise, the remedy, a good and a bad example."""
    from govern.errors import GovernError
    from govern.model.spec import suggest
    from govern.rules.run import load_rule, rule_ids

    if rule not in rule_ids():
        short = [known for known in rule_ids() if known.rpartition("/")[2] == rule]
        if len(short) != 1:
            help = suggest(rule, rule_ids()) or "govern rules lists them all"
            raise GovernError(f'there is no rule "{rule}"', help=help)
        rule = short[0]
    found = load_rule(rule)
    verb = {"live": "audit", "files": "secrets"}.get(found.over, "lint")
    click.echo(f"{found.id} ({found.level}, govern {verb})\n\n{found.manual}\n")
    for title, example in (("Good", found.good), ("Bad", found.bad)):
        click.echo(f"{title}:\n\n" + "\n".join(f"    {line}" for line in example.strip().splitlines()) + "\n")
    if found.over != "live":
        click.echo(f"Silence one finding:  # govern: ignore[{found.id}] until 2027-01-31 -- the reason")
    click.echo(f'Another level, or off: rules: [{{rule: {found.id}, level: off, reason: "..."}}] in govern.yaml')
    return 0
