"""The pages about rules, from what each says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from govern.core.report import Finding
from govern.platforms import masked
from govern.project import load
from govern.project.config import Config
from govern.project.exports import Exports
from govern.rules import Rule
from govern.rules.catalogue import all_rules
from govern.rules.examples import shown
from govern.rules.run import run, run_one
from tools.pages.markdown import escaped, fence, table

DAY = "2026-11-26"
"""The day on which the examples are judged."""

VERBS = {"live": "audit", "files": "secrets"}


def pages() -> Iterator[tuple[str, str]]:
    """A page for each rule, and the list of all."""
    rules = list(all_rules())
    yield "README", index(rules)
    for rule in rules:
        yield rule.id, page(rule)


def page(rule: Rule) -> str:
    """The manual of a rule: what is right, why, the examples, how to silence it, where it comes from."""
    title, *paragraphs = re.split(r"\n\s*\n", rule.manual)
    remedy = [text for text in paragraphs if text.startswith("Remedy:")]
    sources = [text for text in paragraphs if text.startswith("Source:")]
    why = [text for text in paragraphs if text not in remedy and text not in sources]
    verb = VERBS.get(rule.over, "lint")
    parts = [f"# {rule.id}", f"{title.strip()}", f"Level: {rule.level}. Checked by `govern {verb}`.", *why]
    parts += [text.replace("Remedy:", "**Remedy:**", 1) for text in remedy]
    parts += [
        "## Good",
        fence(shown(rule.good), language(rule)),
        "## Bad",
        fence(masked(shown(rule.bad)), language(rule)),
    ]
    said = messages(rule)
    if said:
        parts += ["What `govern` says:", "\n".join(f"- {escaped(message)}" for message in said)]
    parts += ["## Silencing", silencing(rule)]
    if sources:
        parts += ["## Sources", *(text.removeprefix("Source:").strip() for text in sources)]
    return "\n\n".join(parts)


def language(rule: Rule) -> str:
    return "" if rule.over == "files" else "yaml"


def messages(rule: Rule) -> list[str]:
    """What the rule says about its bad example, as far as that is a spec file."""
    if rule.over not in ("specs", "ignores"):
        return []
    file = "specs/spec.yaml"
    text = rule.bad if "version:" in rule.bad else f"{rule.bad}\nversion: 1\n"
    inputs = load.Inputs("project", Config(), {file: text.encode()}, {file: 0})
    project = load.project_of(inputs, load.documents_of(inputs), DAY, Exports())
    found = run_one(project, rule) if rule.over == "specs" else run(project, "specs")
    return [told(finding) for finding in found if finding.rule == rule.id][:3]


def told(finding: Finding) -> str:
    return f"{finding.message} ({finding.help})" if finding.help else finding.message


def silencing(rule: Rule) -> str:
    """How one finding, or all of the rule, are let through."""
    setting = f'rules: [{{rule: {rule.id}, level: off, reason: "..."}}]'
    whole = f"Another level, or off, for the whole project, in `govern.yaml`:\n\n{fence(setting, 'yaml')}"
    if rule.over == "live":
        return f"What there is today, so that only new findings fail: `govern audit --write-baseline`.\n\n{whole}"
    comment = f"# govern: ignore[{rule.id}] until 2027-01-31 -- the reason"
    return f"One finding, in its line or alone in the line above:\n\n{fence(comment, 'yaml')}\n\n{whole}"


def index(rules: list[Rule]) -> str:
    """All rules by group."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.id.partition("/")[0], []).append(rule)
    parts = ["# Rules", f"{len(rules)} rules in {len(groups)} groups, each with a page of its own."]
    for group, members in groups.items():
        about = (import_module(f"govern.rules.{group.replace('-', '_')}").__doc__ or "").strip().split("\n")[0]
        rows = [
            {
                "rule": f"[{rule.id}]({rule.id}.md)",
                "level": rule.level,
                "checked by": f"`{VERBS.get(rule.over, 'lint')}`",
                "what is right": escaped(rule.manual.split("\n")[0]),
            }
            for rule in members
        ]
        parts += [f"## {group}", about, table(rows)]
    return "\n\n".join(parts)
