"""What an event gives to every platform: its trigger, the variables with its facts, and its event ID."""

from __future__ import annotations

import re

from govern.derive._draft import Draft, Leg
from govern.derive._shapes import (
    MISSING,
    condition,
    custom_event,
    flag,
    is_missing,
    number,
    reference,
    table,
    text,
    variable,
)
from govern.model.base import Entity
from govern.model.events import Event, EventParameter, Parameter
from govern.model.gtm import Body
from govern.model.mappings import Constant

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
BETWEEN = "<&>"
"""Stands between the parts of an event ID while they are looked at; nothing that a shop calls an order contains it."""

WHOLE = ("items", "list", "object")
"""Types of parameters whose value is replaced as a whole by the next push."""


def data_layer_name(event: Event) -> str:
    """What the page writes as `event` into the data layer."""
    return event.fires.name if event.fires and event.fires.name else event.name


def when_ready(event: Event) -> tuple[str, ...]:
    """The parameters without which the event must not be sent."""
    return event.fires.when_ready if event.fires else ()


def event_id_template(leg: Leg) -> str | None:
    """The text that an event ID is made of. A mapping's own goes first; the rules say when that is a mistake."""
    return leg.mapping.event_id or leg.event.event_id


def trigger(draft: Draft, event: Event) -> str:
    """The trigger on an event's message in the data layer, held back until the event is ready.

    The data layer remembers: a parameter that an earlier message set passes the guard too, in Tag Manager no trigger
    can tell. Pages therefore write every parameter of an event, `undefined` where there is none.
    """
    name = f"Event - {event.name}"
    if draft.is_new("trigger", event.name):
        says = condition("EQUALS", "_event", data_layer_name(event))
        ready = [is_missing(data_layer(draft, event, parameter), negate=True) for parameter in when_ready(event)]
        draft.add("trigger", name, custom_event(says, ready), event, f"event {event.name}")
    return name


def data_layer(draft: Draft, event: Event, name: str) -> str:
    """The variable that reads a parameter from the data layer.

    Version 2 of the data layer merges lists and objects: after a cart of three items, a purchase of one would be read
    as three. Version 1 reads what was pushed last, but knows no dots in keys, so it is used where it fits.
    """
    found = draft.parameter(event, name)
    key = (found.data_layer if found is not None else None) or name
    version = 1 if found is not None and found.type in WHOLE and "." not in key else 2
    if draft.is_new("parameter", name, f"{version} {key}"):
        source, what = origin(found, event, name)
        body = variable("v", number("dataLayerVersion", version), flag("setDefaultValue", False), text("name", key))
        draft.add("variable", f"DLV - {name}", body, source, what)
    return f"DLV - {name}"


def origin(found: Parameter | EventParameter | None, event: Event, name: str) -> tuple[Entity, str]:
    """Where a parameter is declared: for all events, or by the event that uses it."""
    if isinstance(found, Parameter):
        return found, f"parameter {name}"
    return event, f"parameter {name} of event {event.name}"


def event_id(draft: Draft, leg: Leg) -> str | None:
    """The variable with the event ID: one for all tags of the event, so that they cannot come to differ."""
    template = event_id_template(leg)
    if template is None:
        return None
    own = leg.mapping.event_id not in (None, leg.event.event_id)
    name = f"Event ID - {leg.event.name}" + (f" - {leg.mapping.destination}" if own else "")
    source: Entity = leg.mapping if own else leg.event
    if draft.is_new("event ID", name, leg.event.name, template):
        body = event_id_variable(draft, leg.event, template)
        draft.add("variable", name, body, source, f"event {leg.event.name}")
    return name


def event_id_variable(draft: Draft, event: Event, template: str) -> Body:
    """An event ID of its parts, empty when one is missing.

    Tag Manager joins a missing part as nothing, and `order_` would be the ID of all orders without a number: the
    platform would take them for one. A RegEx table looks at the parts first.
    """
    names = dict.fromkeys(PLACEHOLDER.findall(template))
    if not names:
        return variable("c", text("value", template))
    parts = {name: reference(data_layer(draft, event, name)) for name in names}
    return variable(
        "remm",
        text("input", BETWEEN.join(parts.values())),
        table("map", ("key", "value"), [(f"(^|{BETWEEN}){MISSING}({BETWEEN}|$)", "")]),
        flag("setDefaultValue", True),
        text("defaultValue", PLACEHOLDER.sub(lambda found: parts[found[1]], template)),
        flag("fullMatch", False),
        flag("ignoreCase", False),
        flag("replaceAfterMatch", False),
    )


def values(draft: Draft, leg: Leg) -> list[tuple[str, str]]:
    """What a leg sends besides its event ID: the platform's field and the text of its value, in order of the fields.

    A parameter that says who somebody is may leave only as a match key: it is left out, and a rule says so.
    """
    rows = []
    for field, value in sorted(leg.mapping.parameters.items()):
        if isinstance(value, Constant):
            rows.append((field, constant(value)))
            continue
        found = draft.parameter(leg.event, value)
        if found is None or not found.pii:
            rows.append((field, reference(data_layer(draft, leg.event, value))))
    return rows


def constant(value: Constant) -> str:
    """A fixed value as text, which is all that a constant in Tag Manager can be."""
    return str(value.value).lower() if isinstance(value.value, bool) else str(value.value)
