"""Two captures of one kind held against each other, field by field: what a good event has, and the bad one has otherwise.

Values that are another each time (IDs, times) are compared by whether they are there and of which kind they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govern.captures.hit import Capture, Hit, Value
from govern.core.report import Change, FieldChange

ALWAYS_OTHER = ("order_id", "transaction_id", "transactionId", "orderId", "search_string", "content_ids")
"""Parameters of which another value is not a difference."""


Kind = tuple[str, str, str]
"""The platform, leg and name of an event."""


def changes(before: dict[Kind, Hit], after: dict[Kind, Hit]) -> Iterator[Change]:
    """What differs, event by event: the first of each kind stands for all. An event that only one has is added or removed."""
    for kind in dict.fromkeys((*before, *after)):
        one, other = before.get(kind), after.get(kind)
        name, owner = f"{kind[0]} {kind[2]} ({kind[1]})", (other or one or next(iter(before.values()))).place.file
        if one is None or other is None:
            yield Change("remove" if other is None else "add", "event", name, owner)
            continue
        fields = tuple(differing(described(one), described(other)))
        if fields:
            yield Change("change", "event", name, owner, fields)


def by_kind(captures: Iterable[Capture]) -> dict[Kind, Hit]:
    """The first event of each kind."""
    found: dict[Kind, Hit] = {}
    for capture in captures:
        for hit in capture.hits:
            if hit.kind == "event":
                found.setdefault((hit.platform, hit.leg, hit.event), hit)
    return found


def described(hit: Hit) -> dict[tuple[str, ...], str]:
    """What is compared of a hit."""
    told: dict[tuple[str, ...], Any] = {
        ("account",): hit.account,
        ("event_id",): kind_of(hit.event_id),
        ("order_id",): kind_of(hit.order_id),
        ("page",): hit.page,
        ("test",): hit.test,
        ("version",): hit.version,
        ("time",): hit.time_unit,
        ("status",): str(hit.status) if hit.status is not None else "",
        ("error",): hit.error,
        ("products",): f"{len(hit.products)}" if hit.products else "",
    }
    told.update((("parameters", name), shown(name, value)) for name, value in hit.parameters.items())
    told.update((("match keys", name), key.form) for name, key in hit.keys.items())
    told.update((("consent", name), word) for name, word in hit.consent.items())
    return {route: text for route, text in told.items() if text}


def kind_of(value: Value | None) -> str:
    """That an ID is there, and of which kind."""
    if value is None:
        return ""
    return value.text if value.text.startswith("<") else f"{value.type}, {value.length} characters"


def shown(name: str, value: Value) -> str:
    """A parameter: what it is, where it is another each time."""
    if name in ALWAYS_OTHER:
        return kind_of(value)
    return f"{value.type} of {value.length}" if value.type in ("list", "object") else f"{value.text} ({value.type})"


def differing(one: Mapping[tuple[str, ...], str], other: Mapping[tuple[str, ...], str]) -> Iterator[FieldChange]:
    """The fields that differ."""
    for route in dict.fromkeys((*one, *other)):
        if one.get(route) != other.get(route):
            yield FieldChange(route, one.get(route), other.get(route))
