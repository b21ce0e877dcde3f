"""What says nothing: defaults that are written or left out, fields that are empty, numbers that Tag Manager gives."""

from __future__ import annotations

from typing import Any

from govern.gtm.container import Body
from govern.gtm.tags import parameters

DEFAULTS: dict[str, tuple[Any, ...]] = {
    "consentSettings": (
        None,
        {},
        *(
            {"consentStatus": status, **types}
            for status in ("NOT_SET", "notSet")
            for types in ({}, {"consentType": {"type": "LIST"}}, {"consentType": {"type": "LIST", "list": []}})
        ),
    ),
    "monitoringMetadata": ({"type": "MAP"}, {"type": "MAP", "map": []}),
    "priority": ({"type": "INTEGER", "value": "0"},),
    "formatValue": ({}, {"caseConversionType": "NONE"}),
    "paused": (False,),
    "liveOnly": (False,),
    "notes": ("",),
    "monitoringMetadataTagNameKey": ("",),
    "folder": ("#", ""),
    **dict.fromkeys(
        ("setupTag", "teardownTag", "firingTrigger", "blockingTrigger", "filter", "autoEventFilter"), ([],)
    ),
}
"""What an entity of which nobody has said anything says, as an export may write it or leave it out."""


def alike(before: Body, after: Body) -> tuple[Body, Body]:
    """Two bodies without what both leave to the default, whether they write it or not."""
    before, after = without_blanks(plainly(before), plainly(after))
    unsaid = {
        key for key, known in DEFAULTS.items() if is_default(key, before, known) and is_default(key, after, known)
    }
    if not unsaid:
        return before, after
    bare, other = ({key: value for key, value in one.items() if key not in unsaid} for one in (before, after))
    return bare, other


CONDITIONS = ("customEventFilter", "filter", "autoEventFilter")
FLAGS = ("negate", "ignore_case")
"""What turns a condition round or makes it blind to capitals; written as false it says what is said without it."""


def without_blanks(before: Body, after: Body) -> tuple[Body, Body]:
    """Two bodies without the fields that one leaves empty and the other does not have."""
    rows = [row for body in (before, after) for row in parameters(body.get("parameter"))]
    empty = {row["key"] for row in rows} - {row["key"] for row in rows if is_filled(row)}
    return (without(before, empty), without(after, empty)) if empty else (before, after)


def without(body: Body, keys: set[str]) -> Body:
    """A body without some of its parameters."""
    rows = body.get("parameter")
    if not isinstance(rows, list):
        return body
    return {**body, "parameter": [row for row in rows if not (isinstance(row, dict) and row.get("key") in keys)]}


def is_filled(row: Body) -> bool:
    """Whether a parameter says anything: a text that is not empty, a list or a map."""
    return bool(row.get("value")) or "list" in row or "map" in row or row.get("type") not in ("TEMPLATE", "template")


OF_TAG_MANAGER = ("uniqueTriggerId",)
"""A number that Tag Manager gives by itself."""


def plainly(body: Body) -> Body:
    """A body without numbers that Tag Manager gives by itself, whose conditions have no flag that is false."""
    body = {key: value for key, value in body.items() if key not in OF_TAG_MANAGER}
    found = {
        key: [without_flags(row) if isinstance(row, dict) else row for row in body[key]]
        for key in CONDITIONS
        if isinstance(body.get(key), list)
    }
    return {**body, **found} if found else body


def without_flags(condition: Body) -> Body:
    """A condition without those of its flags that are false."""
    given = condition.get("parameter")
    if not isinstance(given, list):
        return condition
    false = [one for one in given if isinstance(one, dict) and one.get("key") in FLAGS and one.get("value") == "false"]
    return {**condition, "parameter": [one for one in given if one not in false]} if false else condition


def is_default(key: str, body: Body, known: tuple[Any, ...]) -> bool:
    """Whether a body says no more than the default about something."""
    return key not in body or body[key] in known
