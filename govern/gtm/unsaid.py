"""What says nothing: defaults that are written or left out, fields that are empty, numbers that Tag Manager gives."""

from __future__ import annotations

from typing import Any

from govern.gtm.container import Body, canonical
from govern.gtm.schema import ENUMS, SCHEMAS
from govern.gtm.tags import parameters

BLANKS: tuple[Any, ...] = (None, False, "", [], {})
"""What a field says that nobody filled: the API writes it or leaves it out, as JSON of protocol buffers does."""

DEFAULTS: dict[str, tuple[Any, ...]] = {
    "consentSettings": tuple(
        {"consentStatus": "NOT_SET", **types}
        for types in ({}, {"consentType": {"type": "LIST"}}, {"consentType": {"type": "LIST", "list": []}})
    ),
    "priority": ({"type": "INTEGER", "value": "0"},),
    "formatValue": ({"caseConversionType": "NONE"},),
    "tagFiringOption": ("ONCE_PER_EVENT",),
    "folder": ("#",),
}
"""What an entity of which nobody has said anything says besides, in canonical form.

Source: tags that public exports hold, 2026-11-30: of those that tell `tagFiringOption`, nearly all (705 of 713) say
ONCE_PER_EVENT, also where everything else is untouched.
"""

ON_UNLESS_SAID = ("sendPageView", "enableConversionLinker")
"""Flags that may be on where they are left out, since Google's tags came with them switched on."""


def alike(kind: str, before: Body, after: Body) -> tuple[Body, Body]:
    """Two bodies in canonical form without what both leave to the default, whether they write it or not."""
    before, after = without_blanks(*(plainly(in_texts(canonical(kind, body))) for body in (before, after)))
    unsaid = {key for body in (before, after) for key in body if is_default(key, before) and is_default(key, after)}
    if not unsaid:
        return before, after
    bare, other = ({key: value for key, value in one.items() if key not in unsaid} for one in (before, after))
    return bare, other


def is_default(key: str, body: Body) -> bool:
    """Whether a body in canonical form says no more than the default about something."""
    value = body.get(key)
    if value in BLANKS or value in DEFAULTS.get(key, ()):
        return True
    return type(value) is dict and value.get("type") in PARAMETERS and not is_filled(value)


CONDITIONS = ("customEventFilter", "filter", "autoEventFilter")
FLAGS = ("negate", "ignore_case")
"""What turns a condition round or makes it blind to capitals; written as false it says what is said without it."""


def without_blanks(before: Body, after: Body) -> tuple[Body, Body]:
    """Two bodies without the fields that one leaves empty and the other does not have."""
    rows = [row for body in (before, after) for row in parameters(body.get("parameter"))]
    empty = {row["key"] for row in rows} - {row["key"] for row in rows if is_filled(row)}
    return (without(before, tuple(empty)), without(after, tuple(empty))) if empty else (before, after)


def without(body: Body, keys: tuple[str, ...]) -> Body:
    """A body without some of its parameters."""
    rows = body.get("parameter")
    if not isinstance(rows, list):
        return body
    return {**body, "parameter": [row for row in rows if not (isinstance(row, dict) and row.get("key") in keys)]}


PARAMETERS = tuple(ENUMS["Parameter.type"].values())  # asked of whatever stands in a damaged file, lists too


def is_filled(row: Body) -> bool:
    """Whether a parameter in canonical form says anything: a text, rows, or a flag that is not off anyway."""
    if row.get("list") or row.get("map"):
        return True
    if row.get("type") == "BOOLEAN":
        return row.get("value") not in BLANKS and (row["value"] != "false" or row.get("key") in ON_UNLESS_SAID)
    return row.get("value") not in BLANKS


def as_text(value: Any) -> Any:
    """A number or a flag as Tag Manager writes it, which is as text; anything else as it is."""
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is float and value.is_integer():
        return str(int(value))
    return str(value) if type(value) is int or type(value) is float else value


DIGITS = frozenset(key for fields in SCHEMAS.values() for key, kind in fields.items() if kind == "digits")


def in_texts(value: Any) -> Any:
    """A body in canonical form with the values of its parameters, and its long numbers, as texts."""
    if type(value) is list:
        return [in_texts(item) for item in value]
    if type(value) is not dict:
        return value
    known = ("value",) if value.get("type") in PARAMETERS else DIGITS
    return {key: as_text(item) if key in known else in_texts(item) for key, item in value.items()}


OF_TAG_MANAGER = ("uniqueTriggerId",)
"""A number that Tag Manager gives by itself."""


def plainly(body: Body) -> Body:
    """A body without numbers that Tag Manager gives by itself; what lies in its fields without what is left empty there."""
    return {key: inside(key, value) for key, value in body.items() if key not in OF_TAG_MANAGER}


def inside(key: str, value: Any) -> Any:
    """A field without what the things in it leave empty; parameters as they are, conditions without flags that are false."""
    if type(value) is list and key != "parameter":
        bare = without_flags if key in CONDITIONS else filled
        return [bare(item) if type(item) is dict else item for item in value]
    return filled(value) if type(value) is dict and value.get("type") not in PARAMETERS else value


def filled(value: Body) -> Body:
    """An object without the fields that it leaves empty."""
    return {key: item for key, item in value.items() if item not in BLANKS}


def without_flags(condition: Body) -> Body:
    """A condition without those of its flags that are false."""
    given = condition.get("parameter")
    if not isinstance(given, list):
        return condition
    false = [one for one in given if isinstance(one, dict) and one.get("key") in FLAGS and one.get("value") == "false"]
    return {**condition, "parameter": [one for one in given if one not in false]} if false else condition
