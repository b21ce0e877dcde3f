"""Plans: JSON with leaves, and the body that comes out when the leaves are filled from an event."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from govern.core.record import Record
from govern.core.report import Route
from govern.payloads.amounts import amount
from govern.payloads.normalise import match_value
from govern.spec.base import ENVIRONMENTS, Environment

Plan = Any
"""Texts, numbers, lists and dicts as in JSON, with `Leaf` and `Needing` in between."""


class Leaf(Record):
    """A value that is known when something happens.

    `kind` says where it comes from: `parameter` and `match` from our parameter `name`, `items` from a list of products
    in `name`, `context` from the request, `consent` from the visitor's choice, `event_id` from `parts` (texts and names
    of parameters in turn), `time` from the clock, `environment` from the specs. `form` says what becomes of it.
    """

    kind: str
    name: str = ""
    form: str = ""
    steps: tuple[str, ...] = ()
    fields: dict[str, tuple[str, str]] = {}
    parts: tuple[str, ...] = ()
    values: dict[str, Any] = {}


class Needing(Record):
    """An object that is left out unless all keys of one of these ways have values: an id without its value says nothing,
    and an address without a browser nobody. Of the keys `one_of` only the first that has a value stays."""

    ways: tuple[tuple[str, ...], ...]
    plan: dict[str, Plan]
    one_of: tuple[str, ...] = ()


class Happened(Record):
    """What happened: the event's parameters, when (milliseconds since 1970), where, and the request it came with."""

    parameters: Mapping[str, Any]
    at: int
    environment: Environment = ENVIRONMENTS[0]
    context: Mapping[str, str] = {}
    consent: tuple[str, ...] | None = None


def fill(plan: Plan, happened: Happened) -> Any:
    """A plan with its leaves filled; what has no value is left out, with the objects and lists it leaves empty."""
    if isinstance(plan, Leaf):
        return LEAVES[plan.kind](plan, happened)
    if isinstance(plan, Needing):
        made = fill(plan.plan, happened) or {}
        for key in [key for key in plan.one_of if key in made][1:]:
            del made[key]
        return made if made and any(all(key in made for key in way) for way in plan.ways) else None
    if isinstance(plan, dict):
        return {key: made for key, inner in plan.items() if (made := fill(inner, happened)) is not None} or None
    if isinstance(plan, list):
        return [made for inner in plan if (made := fill(inner, happened)) is not None] or None
    return plan


def leaves(plan: Plan, route: Route = ()) -> Iterator[tuple[Leaf, Route]]:
    """Every leaf of a plan and the way to it."""
    if isinstance(plan, Leaf):
        yield plan, route
    elif isinstance(plan, Needing):
        yield from leaves(plan.plan, route)
    elif isinstance(plan, dict):
        for key, inner in plan.items():
            yield from leaves(inner, (*route, key))
    elif isinstance(plan, list):
        for position, inner in enumerate(plan):
            yield from leaves(inner, (*route, position))


def parameter(leaf: Leaf, happened: Happened) -> Any:
    return FORMS[leaf.form](happened.parameters.get(leaf.name))


def match(leaf: Leaf, happened: Happened) -> Any:
    """A match key in the platform's form; `form` says hash or plain, and whether it is one of a list."""
    given = text(happened.parameters.get(leaf.name))
    if given is None:
        return None
    how, _, many = leaf.form.partition(" ")
    made = match_value(given, leaf.steps, is_hashed=how == "sha256")
    return [made] if made and many else made


def items(leaf: Leaf, happened: Happened) -> Any:
    """A list of products as the platform has it: objects with its own names, their ids, or how many they are."""
    given = happened.parameters.get(leaf.name)
    rows = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    if leaf.form == "count":
        return integer(sum(number(row.get("quantity")) or 1 for row in rows)) if rows else None
    if leaf.form == "ids":
        return [id for row in rows if (id := text(row.get("item_id"))) is not None] or None
    return [made for row in rows if (made := one_item(leaf.fields, row))] or None


def one_item(fields: Mapping[str, tuple[str, str]], row: Mapping[str, Any]) -> dict[str, Any]:
    """One product under the platform's names; one without a quantity is one. `list[name]` is a value with its name in a list."""
    row = {"quantity": 1, **row}
    found: dict[str, Any] = {}
    for name, (ours, form) in fields.items():
        made = FORMS[form](row.get(ours))
        into, _, called = name.rstrip("]").partition("[")
        if made is not None and called:
            found.setdefault(into, []).append({"parameterName": called, "value": made})
        elif made is not None:
            found[into] = made
    return found


def event_id(leaf: Leaf, happened: Happened) -> Any:
    """The event ID of its parts; none where one is missing, since `order_` would be the ID of many orders."""
    made = []
    for position, part in enumerate(leaf.parts):
        found = text(happened.parameters.get(part)) if position % 2 else part
        if found is None or (position % 2 and not found):
            return None
        made.append(found)
    return "".join(made) or None


def moment(leaf: Leaf, happened: Happened) -> Any:
    """The time in the platform's unit."""
    if leaf.form in UNITS:
        return happened.at * 1000 // UNITS[leaf.form]
    at = datetime.fromtimestamp(happened.at // 1000, UTC)
    if leaf.form == "iso":
        return f"{at:%Y-%m-%dT%H:%M:%S}.{happened.at % 1000:03d}Z"
    return f"{at:%Y-%m-%d %H:%M:%S}+00:00"


UNITS = {"s": 1_000_000, "ms": 1000, "us": 1}


def consent(leaf: Leaf, happened: Happened) -> Any:
    """The visitor's choice in the platform's words, `yes|no`; nothing where nobody said."""
    yes, _, no = leaf.form.partition("|")
    return None if happened.consent is None else yes if leaf.name in happened.consent else no


LEAVES: dict[str, Callable[[Leaf, Happened], Any]] = {
    "parameter": parameter,
    "match": match,
    "items": items,
    "event_id": event_id,
    "time": moment,
    "consent": consent,
    "context": lambda leaf, happened: happened.context.get(leaf.name) or None,
    "environment": lambda leaf, happened: leaf.values.get(happened.environment) or None,
}


def value(given: Any) -> Any:
    """A JSON value as it is, apart from whole numbers, which every language writes without a point."""
    if isinstance(given, float):
        return number(given)
    if isinstance(given, Mapping):
        return {key: made for key, inner in given.items() if (made := value(inner)) is not None}
    if isinstance(given, list):
        return [made for inner in given if (made := value(inner)) is not None]
    return given


def number(given: Any) -> int | float | None:
    """A number, also from its text."""
    if isinstance(given, str):
        given = amount(given)
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return None
    return int(given) if given == int(given) else given


def integer(given: Any) -> int | None:
    """A whole number."""
    found = number(given)
    return None if found is None else int(found)


def text(given: Any) -> str | None:
    """A text; numbers are written without exponents."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return given or None
    found = number(given)
    return None if found is None else str(found) if isinstance(found, int) else f"{found:.9f}".rstrip("0").rstrip(".")


def cents(given: Any) -> str | None:
    """A sum as a text with at least two decimals; a text that is not a number stays as it is."""
    found = number(given)
    shown = text(given if found is None else found)
    if found is None or shown is None:
        return shown
    whole, _, decimals = shown.partition(".")
    return f"{whole}.{decimals:0<2}"


def texts(given: Any) -> list[str] | None:
    """A list of texts; one text is a list of one."""
    given = given if isinstance(given, list) else [given]
    return [made for inner in given if (made := text(inner)) is not None] or None


FORMS: dict[str, Callable[[Any], Any]] = {
    "value": value,
    "number": number,
    "integer": integer,
    "text": text,
    "texts": texts,
    "cents": cents,
}
"""What can become of a parameter."""
