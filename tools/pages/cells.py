"""How a fact is written in a table: its columns, its unit, and a sign where it is not verified."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from govern.core.record import Record
from govern.platforms.fact import Fact
from govern.platforms.facts import CspProduct, EnvelopeField, Field, StandardEvent, TokenKind
from tools.pages.markdown import Row, code, escaped

ORIGIN = ("source", "source_kind", "verified", "checked")
"""What says where a fact is from."""

UNITS = {"s": "seconds", "ms": "milliseconds", "us": "microseconds"}

CUSTOM = {True: "Other names may be sent.", False: "No other names can be sent."}

HEADS = {
    "key": "name", "label": "what", "hash": "sha256", "surfaces": "sent by", "id": "way", "plus_match": "also equal",
    "window_hours": "hours", "allowed_days": "days", "extended_days": "more days", "extended_for": "more days for",
    "allowed_hours": "hours", "min_days": "from", "min_minutes": "from minutes", "max_days": "to", "default_days": "default",
    "removed_days": "days no more offered", "removed_on": "since", "api_field": "API field",
    "host_pattern": "host", "path_pattern": "path", "params": "our name: parameter",
    "browser_key": "browser field", "premium_value": "of the paid version", "unverified_params": "not verified", "server_key": "server field", "http_status": "HTTP",
}  # fmt: skip

PLAIN = frozenset({
    "label", "note", "rule", "order_rule", "scope", "unit", "hash", "privilege", "meaning", "action", "use", "lifetime",
    "risk", "lint", "effect", "update_rule", "partial_failure", "version_detail", "alternative", "format", "status", "class_", "applies_to", "debug", "carries", "encoding",
    "name_style", "custom_note", "shape", "names_rule", "upload_rule", "goes_with", "pii_rule", "kept", "helper", "rules",
})  # fmt: skip
"""Fields that hold words; all others hold names and values, which are shown as code."""


def linked(source: str) -> str:
    return f"<{source}>" if re.fullmatch(r"https?://[^\s<>]+", source) else escaped(source)


def columns(names: str) -> Callable[[Fact], Iterator[Row]]:
    """Rows with a cell for each of these fields."""
    heads = {name: HEADS.get(name, name.rstrip("_").replace("_", " ")) for name in names.split()}
    return lambda item: iter(
        [
            {
                head: cell(name, getattr(item, name) if item.given(name) else "") + doubt(name, item)
                for name, head in heads.items()
            }
        ]
    )


def cell(column: str, value: Any) -> str:
    """A value of whatever kind in a cell."""
    if value is None or value in ("", (), {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Record):
        unsure = isinstance(value, Fact) and value.given("verified") and not value.verified
        return cell(column, vars(value)) + (" (not verified)" if unsure else "")
    if isinstance(value, dict):
        said = {name: inner for name, inner in value.items() if name not in ORIGIN}
        return ", ".join(f"{code(str(name))}: {cell(str(name), inner)}" for name, inner in said.items())
    if isinstance(value, tuple):
        return ", ".join(cell(column, inner) or "(empty)" for inner in value)
    return escaped(str(value)) if column in PLAIN or isinstance(value, int | float) else code(str(value))


def doubt(column: str, item: Fact) -> str:
    """What is said beside a field that is doubtful while the rest of its fact is not."""
    marks = [mark for mark in item.__marks__ if column.startswith(mark.removesuffix("_verified"))]
    return (
        " (not verified)"
        if getattr(item, column) and any(item.given(mark) and not getattr(item, mark) for mark in marks)
        else ""
    )


def envelope_field(item: EnvelopeField) -> Iterator[Row]:
    """A field of every server event."""
    needed = f"if {item.required_if}" if item.required_if else ""
    days = f"{item.max_age_days} days" if item.max_age_days else ""
    yield {
        "field": code(item.name),
        "type": escaped(item.type),
        "required": "yes" if item.required else escaped(needed),
        "format": UNITS.get(item.unit, "") or cell("format", item.format),
        "values": cell("values", item.values),
        "at most as old as": f"{item.max_age_hours} hours" if item.max_age_hours else days,
        "rule": escaped(item.rule),
    }


def standard_event(item: StandardEvent) -> Iterator[Row]:
    """One of the platform's own events."""
    wish = " (our wish)" if item.wish and item.required else ""
    now = f", now {code(item.replaced_by)}" if item.replaced_by else ""
    yield {
        "event": " ".join(map(code, item.names)),
        "required": parameters(item.required) + wish,
        "recommended": parameters(item.recommended),
        "status": "" if item.status == "active" else f"{item.status}{now}",
    }


def parameters(items: tuple[Field, ...]) -> str:
    """Parameters in a cell: name, and when it is needed."""
    shown = (code(p.name) + (f" with {code(p.required_if)}" if p.required_if else "") for p in items)
    return ", ".join(shown)


def product(item: CspProduct) -> Iterator[Row]:
    """What a product needs of a policy."""
    for directive, hosts in item.directives.items():
        yield {
            "product": code(item.product) + (" (discouraged)" if item.discouraged else ""),
            "directive": code(directive),
            "hosts": " ".join(map(code, hosts)),
            "note": escaped(item.note),
        }


def credential(item: TokenKind) -> Iterator[Row]:
    """A kind of credentials; how a leaked one looks stays in the code."""
    rotation = item.rotation
    days = f"{rotation.recommended_days} days" if rotation.recommended_days else ""
    basis = " (the vendor's)" if rotation.basis == "documented_lifetime" else " (our advice)" if days else ""
    yield {
        "kind": code(item.kind),
        "for": escaped(item.use),
        "lives": escaped(item.lifetime) + doubt("lifetime", item),
        "rotate after": f"{days}{basis}",
        "revoke": escaped(item.revoke),
    }
