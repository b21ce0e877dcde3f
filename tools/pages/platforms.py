"""The pages about platforms, from their facts: each with its source, and whether it was read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from govern.platforms import load, platforms
from govern.platforms.fact import Fact
from govern.platforms.facts import Events
from tools.pages.cells import (
    CUSTOM,
    ORIGIN,
    cell,
    columns,
    credential,
    doubt,
    envelope_field,
    linked,
    product,
    standard_event,
)
from tools.pages.markdown import Row, escaped, table
from tools.pages.traced import Traced, traced

Shown = str | Callable[[Any], Iterator[Row]]
"""The fields that are shown of a fact, or its rows where more is to be said."""

TRUST = "Errors rest on verified facts only; what is marked as not verified makes warnings or notes at most."
ABOUT = (
    "What `govern` knows, each fact with its source and whether it was read there. A platform of your own, or a "
    "correction, goes into your project [in the same form](../language.md#platforms-of-your-own). `python tools/facts.py` "
    "lists what is old, unverified, or said by one source alone."
)
KINDS = {
    "sdk": "from a library",
    "third_party": "from a third party",
    "observed": "seen in traffic",
    "knowledge": "from memory",
}

KINDS_OF = {
    "Tags of web containers": "tags.web",
    "Tags of server containers": "tags.server",
    "Triggers": "triggers.types",
    "Variables": "variables.types",
    "Clients": "clients.types",
}


def pages() -> Iterator[tuple[str, str]]:
    """A page for each platform, and the list of all."""
    yield "README", index()
    for key in platforms():
        yield key, page(key)


def index() -> str:
    """All platforms with how much is known."""
    ages: dict[str, Row] = {key: age([fact for fact in traced() if fact.platform == key]) for key in platforms()}
    rows = [
        {
            "platform": f"[{escaped(known.facts.display_name)}]({known.key}.md)",
            "in specs": f"`{known.key}`",
            "standard events": str(len(known.facts.events.standard)),
            "match keys": str(len(known.match_keys)),
            "roles": str(len(known.roles)),
            **ages[known.key],
        }
        for known in map(load, platforms())
    ]
    return "\n\n".join(["# Platforms", ABOUT, table(rows)])


def age(facts: list[Traced]) -> Row:
    """How many facts there are, what they rest on, and when the oldest was looked at."""
    return {
        "facts": str(len(facts)),
        "verified": str(sum(fact.verified for fact in facts)),
        "by one source": str(sum(fact.is_alone for fact in facts)),
        "oldest look": min((fact.day for fact in facts if fact.day), default=""),
    }


def page(key: str) -> str:
    """All that is known about a platform, each fact with its source."""
    facts, sources = load(key).facts, Sources()
    names = ", ".join(f"`{alias}`" for alias in (key, *facts.aliases))
    parts = [
        f"# {facts.display_name}",
        f"In specs: {names}. Facts were looked at on {facts.facts_as_of}, where no other day stands beside them. {TRUST}",
    ]
    for title, where, what in SECTIONS:
        name, _, items = where.partition(".")
        block: Fact = getattr(facts, name)
        body = sources.table(block, items, what) if items else sources.listed(block, what)
        parts += [f"## {title}", body] if body else []
    return "\n\n".join([*parts, "## Sources", sources.numbered()])


class Sources:
    """The sources of a page, numbered as they are met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def refer(self, item: Fact, block: Fact) -> str:
        """Whether a fact is verified, by which sources, and the day where it is not that of all."""
        said = item.source or block.source
        given = (said,) if isinstance(said, str) else said
        marks = "".join(f"[[{self.numbers.setdefault(source, len(self.numbers) + 1)}]](#sources)" for source in given)
        verified = item.settled(block).verified
        kind, day = item.source_kind or block.source_kind, item.checked or block.checked
        doubt = "" if verified else f"not verified{f', {KINDS[kind]}' if kind else ''} "
        return f"{doubt}{marks} {day}".strip()

    def table(self, block: Fact, key: str, what: Shown) -> str:
        """A table of facts; a source stands in it only where it is not the one of all, which stands below."""
        shown = columns(what) if isinstance(what, str) else what
        items: tuple[Fact, ...] = getattr(block, key)
        own = [
            any(item.given(part) and getattr(item, part) != getattr(block, part) for part in ORIGIN) for item in items
        ]
        rows = [
            {**row, "source": self.refer(item, block) if differs else ""}
            for item, differs in zip(items, own, strict=True)
            for row in shown(item)
        ]
        parts = [CUSTOM[block.custom_allowed]] if isinstance(block, Events) and block.given("custom_allowed") else []
        common = in_common(rows)
        if common:
            parts.append(f"In each of them {'; '.join(f'{head}: {text}' for head, text in common.items())}.")
        if rows:
            parts.append(table([{head: text for head, text in row.items() if head not in common} for row in rows]))
            if not all(own):
                parts.append(
                    f"{'Source of the others' if any(own) else 'Source'}: {self.refer(Fact(), block) or 'none'}"
                )
        return "\n\n".join(parts)

    def listed(self, block: Fact, keys: str) -> str:
        """Single facts of a block as a list."""
        cells = {key: cell(key, getattr(block, key)) + doubt(key, block) for key in keys.split()}
        lines = [f"- {key.replace('_', ' ')}: {text}" for key, text in cells.items() if text]
        return "\n".join([*lines, "", f"Source: {self.refer(Fact(), block)}"]) if lines else ""

    def numbered(self) -> str:
        """All sources by their numbers."""
        return "\n".join(f"{number}. {linked(source)}" for source, number in self.numbers.items())


def in_common(rows: list[Row]) -> Row:
    """The parameters that all of many events have alike, which need not stand in each row."""
    first = rows[0] if len(rows) > 5 else {}
    return {
        head: first[head]
        for head in ("required", "recommended")
        if first.get(head) and all(row[head] == first[head] for row in rows)
    }


# --- what a fact's row says


# --- what a page has

SECTIONS: tuple[tuple[str, str, Any], ...] = (
    ("Identifiers", "identifiers.items", "key pattern example status note"),
    ("Server API", "server_api", "name hosts eu_host path_pattern other_paths legacy_paths validate_path auth headers version_current version_detail method batch_max_events validation_endpoint rate_limits partial_failure note"),
    ("API", "api", "name hosts base_path version_current update_rule"),
    ("Fields of every server event", "event_envelope.fields", envelope_field),
    ("Names of events", "events", "name_style name_pattern custom_note"),
    ("Standard events", "events.standard", standard_event),
    ("Reserved names", "reserved_names", "event_names_web event_prefixes parameter_names parameter_prefixes user_property_names user_property_prefixes note"),
    ("Parameters", "parameters.items", "name browser_key type format pattern values rule"),
    ("About parameters", "parameters", "location note"),
    ("Limits", "limits.items", "key value premium_value unit scope exceptions note"),
    ("Match keys", "customer_information.items", "key label hash normalise surfaces rule note"),
    ("Enough to know a person by", "customer_information", "location rule names_rule upload_rule goes_with pii_rule"),
    ("De-duplication", "deduplication.methods", "id browser_key server_key plus_match window_hours events applies_to rule order_rule"),
    ("About duplicates", "deduplication", "kept helper note"),
    ("Test mode", "test_mode", "parameter location alternative debug effect lint note"),
    ("Attribution windows", "attribution.settings", "interaction allowed_days extended_days extended_for allowed_hours min_days min_minutes max_days default_days removed_days removed_on api_field"),
    ("Models and counting", "attribution", "models reporting_models count_types counting_methods event_count_values rule note"),
    ("Content security policy", "csp.products", product),
    ("Roles", "access.roles", "name scope privilege rank note"),
    ("About access", "access", "rules two_factor service_identity conversions_api_needs_one_of oauth_scopes note"),
    ("Credentials", "tokens.items", credential),
    ("Consent", "consent.signals", "name values location meaning since"),
    ("About consent", "consent", "framework types rules note"),
    ("Errors of the API", "errors.items", "code subcode http_status class_ meaning action"),
    ("About errors", "errors", "shape note"),
    ("Script of the browser", "browser", "global_function loader data_layer"),
    ("Requests of the browser", "browser.requests", "methods host_pattern path_pattern encoding params unverified_params"),
    ("Calls in a page", "browser.calls", "call form"),
    ("Cookies", "browser.cookies", "name days carries"),
    ("Click IDs", "browser.click_ids", "parameter cookie"),
    *(
        (title, where, "api export" if where == "triggers.types" else "code label status replaced_by risk")
        for title, where in KINDS_OF.items()
    ),
)  # fmt: skip
"""The title, the block with its list or alone, and what is shown of each."""
