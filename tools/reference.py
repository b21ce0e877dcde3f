"""Write the reference pages: `docs/rules` from what each rule says about itself, `docs/platforms` from the facts.

    python tools/reference.py            write them anew; pages of what is gone are removed
    python tools/reference.py --check    say which are out of date

Nothing on these pages is kept by hand: mend the docstring of the rule or the fact of the platform.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from govern import load
from govern.live import Exports
from govern.platforms import masked, platform, platforms
from govern.project import Config
from govern.report import Finding
from govern.rules import Rule
from govern.rules.run import all_rules, run

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("docs/rules", "docs/platforms")
COMMAND = "python tools/reference.py"
DAY = "2026-11-26"
"""The day on which the examples are judged."""

VERBS = {"live": "audit", "files": "secrets"}


def pages() -> dict[str, str]:
    """Every page by its path from the checkout."""
    rules = list(all_rules())
    found = {f"docs/rules/{rule.id}.md": rule_page(rule) for rule in rules}
    found["docs/rules/README.md"] = rule_index(rules)
    found |= {f"docs/platforms/{key}.md": platform_page(key) for key in platforms()}
    found["docs/platforms/README.md"] = platform_index()
    return {path: f"{text.rstrip()}\n" for path, text in sorted(found.items())}


# --- rules


def rule_page(rule: Rule) -> str:
    """The manual of a rule: what is right, why, the examples, how to silence it, where it comes from."""
    title, *paragraphs = re.split(r"\n\s*\n", rule.manual)
    remedy = [text for text in paragraphs if text.startswith("Remedy:")]
    sources = [text for text in paragraphs if text.startswith("Source:")]
    why = [text for text in paragraphs if text not in remedy and text not in sources]
    verb = VERBS.get(rule.over, "lint")
    parts = [f"# {rule.id}", f"{title.strip()}", f"Level: {rule.level}. Checked by `govern {verb}`.", *why]
    parts += [text.replace("Remedy:", "**Remedy:**", 1) for text in remedy]
    parts += ["## Good", fence(rule.good, language(rule)), "## Bad", fence(masked(rule.bad), language(rule))]
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
    return [told(finding) for finding in run(project, "specs") if finding.rule == rule.id][:3]


def told(finding: Finding) -> str:
    return f"{finding.message} ({finding.help})" if finding.help else finding.message


def silencing(rule: Rule) -> str:
    """How one finding, or all of the rule, are let through."""
    setting = f'rules: [{{rule: {rule.id}, level: off, reason: "..."}}]'
    whole = f"Another level, or off, for the whole project, in `govern.yaml`:\n\n{fence(setting, 'yaml')}"
    if rule.over == "live":
        return whole
    comment = f"# govern: ignore[{rule.id}] until 2027-01-31 -- the reason"
    return f"One finding, in its line or alone in the line above:\n\n{fence(comment, 'yaml')}\n\n{whole}"


def rule_index(rules: list[Rule]) -> str:
    """All rules by group."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.id.partition("/")[0], []).append(rule)
    parts = ["# Rules", f"{len(rules)} rules in {len(groups)} groups, each with a page of its own."]
    for group, members in groups.items():
        about = (import_module(f"govern.rules.{group.replace('-', '_')}").__doc__ or "").strip().split("\n")[0]
        rows = [
            (
                f"[{rule.id}]({rule.id}.md)",
                rule.level,
                f"`{VERBS.get(rule.over, 'lint')}`",
                escaped(rule.manual.split("\n")[0]),
            )
            for rule in members
        ]
        parts += [f"## {group}", about, table(("rule", "level", "checked by", "what is right"), rows)]
    return "\n\n".join(parts)


# --- platforms


class Sources:
    """The sources of a page, numbered as they are met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def refer(self, item: dict[str, Any], block: dict[str, Any]) -> str:
        """Whether a fact is verified, and by which sources."""
        given = item.get("source", block.get("source", ()))
        given = [given] if isinstance(given, str) else given
        marks = "".join(f"[[{self.numbers.setdefault(source, len(self.numbers) + 1)}]](#sources)" for source in given)
        verified = item.get("verified", block.get("verified", False)) is True
        kind = item.get("source_kind", block.get("source_kind", ""))
        doubt = "" if verified else f"not verified{f', {KINDS.get(kind, kind)}' if kind else ''} "
        return f"{doubt}{marks}".strip()

    def below(self, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], block: dict[str, Any]) -> str:
        """A table whose last column says the source only where it is not the one of all, which stands below."""
        if not rows:
            return ""
        usual = self.refer({}, block)
        shown = [(*row[:-1], "" if row[-1] == usual else row[-1]) for row in rows]
        rest = "" if all(row[-1] for row in shown) else f"\n\n{self.heading(shown)} {usual or 'none'}"
        return f"{table((*heads, 'source'), shown)}{rest}"

    @staticmethod
    def heading(rows: Sequence[tuple[str, ...]]) -> str:
        return "Source of the others:" if any(row[-1] for row in rows) else "Source:"

    def listed(self) -> str:
        lines = (f"{number}. {linked(source)}" for source, number in self.numbers.items())
        return "\n".join(lines)


KINDS = {
    "sdk": "from a library",
    "third_party": "from a third party",
    "observed": "seen in traffic",
    "knowledge": "from memory",
}


TRUST = "Errors rest on verified facts only; what is marked as not verified makes warnings or notes at most."


def linked(source: str) -> str:
    return f"<{source}>" if re.fullmatch(r"https?://[^\s<>]+", source) else escaped(source)


def platform_page(key: str) -> str:
    """All that is known about a platform, each fact with its source."""
    found = platform(key)
    assert found is not None
    facts, sources = found.facts, Sources()
    names = ", ".join(f"`{alias}`" for alias in (key, *facts["aliases"]))
    parts = [
        f"# {facts['display_name']}",
        f"In specs: {names}. All facts were looked at on {facts['facts_as_of']}. {TRUST}",
    ]
    for title, body in sections(facts, sources):
        if body:
            parts += [f"## {title}", body]
    return "\n\n".join([*parts, "## Sources", sources.listed()])


def sections(facts: dict[str, Any], sources: Sources) -> Iterator[tuple[str, str]]:
    """The sections of a page, in order; those without facts are empty."""

    def rows(block: str, key: str, *columns: str) -> str:
        return facts_table(facts.get(block, {}), key, columns, sources)

    def block(name: str, *keys: str) -> str:
        return listed(facts.get(name, {}), keys, sources)

    yield "Identifiers", rows("identifiers", "items", "key", "pattern", "example", "note")
    yield "Server API", block("server_api", "name", "hosts", "path_pattern", *API)
    yield "API", block("api", "name", "hosts", "base_path", "version_current", "update_rule")
    yield "Fields of every server event", envelope(facts.get("event_envelope", {}), sources)
    yield "Standard events", standard_events(facts.get("events", {}), sources)
    yield "Reserved names", block("reserved_names", *RESERVED)
    yield "Parameters", rows("parameters", "items", "name", "type", "format", "pattern", "values", "rule")
    yield "Limits", rows("limits", "items", "key", "value", "unit", "scope", "exceptions", "note")
    yield (
        "Match keys",
        rows("customer_information", "items", "key", "label", "hash", "normalise", "surfaces", "rule", "note"),
    )
    yield "De-duplication", rows("deduplication", "methods", *DEDUPLICATION)
    yield "Test mode", block("test_mode", "parameter", "location", "alternative", "debug", "effect", "lint", "note")
    yield "Attribution windows", rows("attribution", "settings", *WINDOWS)
    yield "Content security policy", csp(facts.get("csp", {}), sources)
    yield "Roles", rows("access", "roles", "name", "scope", "privilege", "rank", "note")
    yield "Credentials", credentials(facts.get("tokens", {}), sources)
    yield "Consent", rows("consent", "signals", "name", "values", "location", "meaning", "since")
    yield "Errors of the API", rows("errors", "items", "code", "subcode", "http_status", "class", "meaning", "action")
    for name in ("tags", "triggers", "variables", "clients"):
        for part in ("web", "server", "types"):
            title = f"{name.capitalize()} of {part} containers" if part != "types" else name.capitalize()
            yield title, rows(name, part, "code", "label", "api", "export", "status", "replaced_by", "risk")


UNITS = {"s": "seconds", "ms": "milliseconds", "us": "microseconds"}
API = (
    "version_current", "version_detail", "method", "batch_max_events", "validation_endpoint", "rate_limits",
    "partial_failure", "note",
)  # fmt: skip
RESERVED = (
    "event_names_web", "event_prefixes", "parameter_names", "parameter_prefixes", "user_property_names",
    "user_property_prefixes", "note",
)  # fmt: skip
DEDUPLICATION = (
    "id", "browser_key", "server_key", "plus_match", "window_hours", "events", "applies_to", "rule", "order_rule",
)  # fmt: skip
WINDOWS = (
    "interaction", "allowed_days", "extended_days", "extended_for", "allowed_hours", "min_days", "max_days",
    "default_days", "removed_days", "removed_on", "api_field",
)  # fmt: skip
HEADS = {
    "key": "name", "label": "what", "hash": "sha256", "surfaces": "sent by", "id": "way", "plus_match": "also equal",
    "window_hours": "hours", "allowed_days": "days", "extended_days": "more days", "extended_for": "more days for",
    "allowed_hours": "hours", "min_days": "from", "max_days": "to", "default_days": "default",
    "removed_days": "days no more offered", "removed_on": "since", "api_field": "API field",
    "browser_key": "browser field", "server_key": "server field", "http_status": "HTTP",
}  # fmt: skip
PLAIN = frozenset({
    "label", "note", "rule", "order_rule", "scope", "unit", "hash", "privilege", "meaning", "action", "use", "lifetime",
    "risk", "lint", "effect", "update_rule", "partial_failure", "version_detail", "alternative", "format", "status", "class", "applies_to", "debug",
})  # fmt: skip
"""Fields that hold words; all others hold names and values, which are shown as code."""


def facts_table(block: dict[str, Any], key: str, columns: tuple[str, ...], sources: Sources) -> str:
    """A table of facts with the columns that have something in them."""
    items = block.get(key, ())
    used = [column for column in columns if any(item.get(column) not in (None, "", [], {}) for item in items)]
    rows = [
        (*(cell(column, item.get(column)) + doubt(column, item) for column in used), sources.refer(item, block))
        for item in items
    ]
    return sources.below(tuple(HEADS.get(column, column.replace("_", " ")) for column in used), rows, block)


def doubt(column: str, item: dict[str, Any]) -> str:
    """What is said beside a field that is doubtful while the rest of its fact is not."""
    marks = (f"{column}_verified", f"{column.partition('_')[0]}_verified")
    return " (not verified)" if item.get(column) and any(item.get(mark) is False for mark in marks) else ""


def listed(block: dict[str, Any], keys: Iterable[str], sources: Sources) -> str:
    """Single facts of a block as a list."""
    lines = [f"- {key.replace('_', ' ')}: {cell(key, block[key])}" for key in keys if block.get(key) is not None]
    return "\n".join([*lines, "", f"Source: {sources.refer({}, block)}"]) if lines else ""


def envelope(block: dict[str, Any], sources: Sources) -> str:
    """The fields of every server event."""
    rows = []
    for item in block.get("fields", ()):
        age = f"{item['max_age_days']} days" if "max_age_days" in item else ""
        age = f"{item['max_age_hours']} hours" if "max_age_hours" in item else age
        required = (
            "yes" if item.get("required") is True else f"if {item['required_if']}" if "required_if" in item else ""
        )
        values = cell("values", item.get("values"))
        unit = UNITS.get(item.get("unit", ""), "") or cell("format", item.get("format"))
        row = (code(item["name"]), escaped(str(item["type"])), escaped(required), unit, values, age)
        rows.append((*row, sources.refer(item, block)))
    return sources.below(("field", "type", "required", "format", "values", "at most as old as"), rows, block)


def standard_events(block: dict[str, Any], sources: Sources) -> str:
    """The platform's own events, and whether others may be sent."""
    rows = []
    for item in block.get("standard", ()):
        names = dict.fromkeys(n for n in (item["name"], item.get("server_name"), item.get("browser_name")) if n)
        status = item.get("status", "")
        status = (
            ""
            if status == "active"
            else f"{status}, now {code(item['replaced_by'])}"
            if "replaced_by" in item
            else status
        )
        wish = " (our wish)" if item.get("required_basis") == "tool_policy" and item.get("required") else ""
        required = f"{parameters(item.get('required', ()))}{wish}"
        row = (" ".join(map(code, names)), required, parameters(item.get("recommended", ())), status)
        rows.append((*row, sources.refer(item, block)))
    head = sources.below(("event", "required", "recommended", "status"), rows, block)
    others = block.get("custom_allowed")
    custom = "" if others is None else "Other names may be sent." if others else "No other names can be sent."
    return "\n\n".join(part for part in (custom, head) if part)


def parameters(items: Iterable[dict[str, Any]]) -> str:
    """Parameters in a cell: name, and when it is needed."""
    shown = (code(p["name"]) + (f" with {code(p['required_if'])}" if p.get("required_if") else "") for p in items)
    return ", ".join(shown)


def csp(block: dict[str, Any], sources: Sources) -> str:
    """What each product needs of a policy."""
    rows = [
        (code(item["product"]), code(directive), " ".join(map(code, hosts)), sources.refer(item, block))
        for item in block.get("products", ())
        for directive, hosts in item["directives"].items()
    ]
    return sources.below(("product", "directive", "hosts"), rows, block)


def credentials(block: dict[str, Any], sources: Sources) -> str:
    """The kinds of credentials; how a leaked one looks stays in the code."""
    rows = []
    for item in block.get("items", ()):
        rotation = item["rotation"]
        days = f"{rotation['recommended_days']} days" if rotation["recommended_days"] else ""
        basis = " (the vendor's)" if rotation["basis"] == "documented_lifetime" else " (our advice)" if days else ""
        lifetime = escaped(item["lifetime"]) + ("" if item.get("lifetime_verified", True) else " (not verified)")
        cells = (code(item["kind"]), escaped(item["use"]), lifetime, f"{days}{basis}", escaped(item.get("revoke", "")))
        rows.append((*cells, sources.refer(item, block)))
    return sources.below(("kind", "for", "lives", "rotate after", "revoke"), rows, block)


def platform_index() -> str:
    """All platforms with how much is known."""
    rows = []
    for key in platforms():
        found = platform(key)
        assert found is not None
        known = (len(found.facts.get("events", {}).get("standard", ())), len(found.match_keys), len(found.roles))
        rows.append((f"[{escaped(found.facts['display_name'])}]({key}.md)", f"`{key}`", *map(str, known)))
    about = (
        "What `govern` knows, each fact with its source and whether it was read there. A platform of your own, or a "
        "correction, goes into your project in the same form."
    )
    heads = ("platform", "in specs", "standard events", "match keys", "roles")
    return "\n\n".join(["# Platforms", about, table(heads, rows)])


# --- Markdown


def cell(column: str, value: Any) -> str:
    """A value of whatever kind in a cell."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{code(str(name))}: {cell(column, inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(cell(column, inner) or "(empty)" for inner in value)
    return escaped(str(value)) if column in PLAIN or isinstance(value, int | float) else code(str(value))


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; columns in which no row has anything are left out."""
    rows = list(rows)
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    lines = [" | ".join(heads[at] for at in kept), " | ".join("---" for _ in kept)]
    lines += [" | ".join(row[at] for at in kept) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def code(text: str) -> str:
    """A code span, also inside a table."""
    fence = "``" if "`" in text else "`"
    blank = " " if "`" in text else ""
    return f"{fence}{blank}{one_line(text)}{blank}{fence}".replace("|", "\\|")


def escaped(text: str) -> str:
    """Words as they are: code spans of manuals stay, what would be markup of another kind is escaped."""
    parts = one_line(text).split("`")
    return "`".join(
        part if at % 2 else re.sub(r"([<>*_\[\]|])", r"\\\1", part) for at, part in enumerate(parts)
    ).replace("\\\\|", "\\|")


def one_line(text: str) -> str:
    return " ".join(text.split())


def fence(text: str, language: str) -> str:
    """A code block."""
    body = text.strip("\n").rstrip()
    return f"```{language}\n{body}\n```"


# --- the command


def stale(found: dict[str, str]) -> list[str]:
    """The pages that are out of date, missing, or of something that is gone."""
    on_disk = {path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).rglob("*.md")}
    changed = [path for path, text in found.items() if path not in on_disk or (ROOT / path).read_text("utf-8") != text]
    return sorted([*changed, *(on_disk - found.keys())])


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    found = pages()
    different = stale(found)
    for path in different:
        print(path)
        if check:
            continue
        if path in found:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(found[path], encoding="utf-8", newline="\n")
        else:
            (ROOT / path).unlink()
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
