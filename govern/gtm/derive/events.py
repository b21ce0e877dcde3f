"""What an event gives to every platform: the variables with its facts, its event ID, and that it is sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.regex import regex
from govern.gtm.container import TEMPLATE, Body
from govern.gtm.derive.draft import Delivery, Draft
from govern.gtm.derive.shapes import MISSING, flag, is_missing, number, reference, table, tag, text, variable
from govern.gtm.derive.templates import added
from govern.spec.base import Entity
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.sections.mappings import Constant, Mapping

if TYPE_CHECKING:
    from govern.project import Project

PLACEHOLDER = regex(r"\{([^{}]+)\}")
BETWEEN = "<&>"
"""Stands between the parts of an event ID while they are looked at; nothing that a shop calls an order contains it."""

WHOLE = ("items", "list", "object")
"""Types of parameters whose value is replaced as a whole by the next push."""


def event_id_template(delivery: Delivery) -> str | None:
    """The text that an event ID is made of. A mapping's own goes first; the rules say when that is a mistake."""
    return delivery.mapping.event_id or delivery.event.event_id


def is_there(draft: Draft, event: Event, name: str) -> Body:
    """The condition that a parameter is ready. Pages write a sum of 0 before they know it."""
    return is_missing(data_layer(draft, event, name), negate=True, zero=is_never_zero(draft.parameter(event, name)))


def is_never_zero(parameter: Parameter | EventParameter | None) -> bool:
    """Whether a 0 says that a sum is not known yet."""
    return parameter is not None and parameter.type == "money" and not parameter.may_be_zero


def is_once(draft: Draft, event: Event) -> bool:
    """Whether a browser can remember that the event was sent: it must have an ID, which is made of its parameters."""
    says = event.fires is not None and event.fires.once_per
    return bool(says and draft.context == "web" and PLACEHOLDER.search(event.event_id or ""))


def once_variable(draft: Draft, event: Event) -> str | None:
    """The variable that says whether an event is `new` in this browser or was `sent` before.

    All triggers of a message are decided before its first tag fires, so that every tag of an event sees the same.
    """
    if not is_once(draft, event):
        return None
    body = variable(TEMPLATE + added(draft, "once", event), *what_is_once(draft, event))
    return draft.add("variable", draft.named("Once", event.name), body, event, f"event {event.name}")


def once(draft: Draft, event: Event) -> Body:
    """What a tag of an event gets so that the event is sent once: a tag after it that keeps a mark in the browser.

    The mark is made by the first tag that succeeds. One that fails, because something blocks its platform, or that is
    held back without consent, leaves none; nothing is kept in a browser whose visitor agreed to no tag at all.
    """
    if not is_once(draft, event):
        return {}
    name = draft.named("Mark as sent", event.name)
    if draft.is_new("mark", event.name):
        body = tag(TEMPLATE + added(draft, "mark", event), what_is_once(draft, event), "", None, ())
        draft.add("tag", name, body, event, f"event {event.name}")
    return {"teardownTag": [{"tagName": name, "stopTeardownOnFailure": True}]}


def what_is_once(draft: Draft, event: Event) -> list[Body]:
    """What marks are made of."""
    return [text("event", event.name), text("id", reference(id_variable(draft, event, event.event_id or "")))]


def data_layer(draft: Draft, event: Event, name: str) -> str:
    """The variable that reads a parameter from the data layer.

    Version 2 of the data layer merges lists and objects: after a cart of three items, a purchase of one would be read
    as three. Version 1 reads what was pushed last, but knows no dots in keys: of `ecommerce.items` it reads `ecommerce`, and a
    variable of ours finds the items in it.
    """
    found = draft.parameter(event, name)
    if draft.context == "server":
        return event_data(draft, draft.keys.get((event.name, name), name), *origin(found, event, name))
    version, key = version_and_key(found, name)
    about = (name, f"{version} {key}")
    if about not in draft.readers:
        of = name
        if name in read_in_several_ways(draft.project):
            of = f"{key}{' (as a whole)' if version == 1 else ''}"
        called = draft.named("DLV", of)
        draft.readers[about] = reader(draft, called, read(draft, event, version, key), *origin(found, event, name))
    return draft.readers[about]


def read(draft: Draft, event: Event, version: int, key: str) -> Body:
    """The variable that reads a key, or what lies inside of one."""
    top, _, path = key.partition(".")
    if version == 1 and path:
        whole = draft.add(
            "variable",
            draft.named("DLV", f"{top} (as it was pushed)"),
            read(draft, event, 1, top),
            event,
            f"key {top} of the data layer",
        )
        return variable(TEMPLATE + added(draft, "inner", event), text("path", path), text("value", reference(whole)))
    return variable("v", number("dataLayerVersion", version), flag("setDefaultValue", False), text("name", key))


def reader(draft: Draft, called: str, body: Body, source: Entity, what: str) -> str:
    """The variable that reads something. Where the container has one of its name, it is that one if it reads the same.

    Half of all containers have a `DLV - currency`, and it reads `ecommerce.currency`: ours then takes another name.
    """
    there = draft.raw.bodies("variable").get(called) if draft.raw is not None else None
    if there is None:
        return draft.add("variable", called, body, source, what)
    return called if reads_alike(there, body) else draft.add("variable", f"{called} (govern)", body, source, what)


def reads_alike(one: Body, other: Body) -> bool:
    """Whether two variables read the same: neither a default nor a format changes what they find."""
    if one.get("type") != other.get("type") or one.get("formatValue"):
        return False
    usual = {"dataLayerVersion": "2", "setDefaultValue": "false"}
    mine, others = ({**usual, **{p["key"]: p.get("value") for p in body.get("parameter", ())}} for body in (one, other))
    return {**mine, "defaultValue": ""} == {**others, "defaultValue": ""}


def version_and_key(found: Parameter | EventParameter | None, name: str) -> tuple[int, str]:
    """How a parameter is read from the data layer."""
    key = (found.data_layer if found is not None else None) or name
    return (1 if found is not None and found.type in WHOLE else 2), key


@memo
def read_in_several_ways(project: Project) -> frozenset[str]:
    """The names that events declare each for itself, so that one name stands for several variables."""
    ways: dict[str, tuple[int, str]] = {p.name: version_and_key(p, p.name) for p in project.parameters}
    own = ((p.name, p) for event in project.events for p in event.parameters if p.use is None and p.name is not None)
    return frozenset(name for name, p in own if ways.setdefault(name, way := version_and_key(p, name)) != way)


def event_data(draft: Draft, key: str, source: Entity, what: str) -> str:
    """The variable that reads a key of the event data, which in a server container takes the place of the data layer."""
    about = ("event data", key)
    if about not in draft.readers:
        body = variable("ed", text("keyPath", key), flag("setDefaultValue", False))
        draft.readers[about] = reader(draft, draft.named("ED", key), body, source, what)
    return draft.readers[about]


def hostname(draft: Draft, source: Entity) -> str:
    """The variable with the host name of the page on which something happened."""
    if draft.context == "server":
        return event_data(draft, "page_hostname", source, "")
    return draft.built_in("PAGE_HOSTNAME", source)


def origin(found: Parameter | EventParameter | None, event: Event, name: str) -> tuple[Entity, str]:
    """Where a parameter is declared: for all events, or by the event that uses it."""
    if isinstance(found, Parameter):
        return found, f"parameter {name}"
    return event, f"parameter {name} of event {event.name}"


def event_id(draft: Draft, delivery: Delivery) -> str | None:
    """The variable with the event ID: one for all tags of the event, so that they cannot come to differ."""
    template = event_id_template(delivery)
    if template is None:
        return None
    own = delivery.mapping.event_id not in (None, delivery.event.event_id)
    return id_variable(draft, delivery.event, template, delivery.mapping if own else None)


def id_variable(draft: Draft, event: Event, template: str, mapping: Mapping | None = None) -> str:
    """The variable with the event ID of an event, or with a mapping's own."""
    name = draft.named("Event ID", event.name + (f" - {mapping.destination}" if mapping else ""))
    if draft.is_new("event ID", name, event.name, template):
        body = event_id_variable(draft, event, template)
        draft.add("variable", name, body, mapping or event, f"event {event.name}")
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


def values(draft: Draft, delivery: Delivery) -> list[tuple[str, str]]:
    """What a leg sends besides its event ID: the platform's field and the text of its value, in order of the fields.

    A parameter that says who somebody is may leave only as a match key: it is left out, and a rule says so. So is one
    that only the server knows.
    """
    rows = []
    for field, value in sorted(delivery.mapping.parameters.items()):
        if isinstance(value, Constant):
            rows.append((field, constant(value)))
            continue
        found = draft.parameter(delivery.event, value)
        if found is None or not (found.pii or is_elsewhere(draft, found)):
            rows.append((field, reference(data_layer(draft, delivery.event, value))))
    return rows


def is_elsewhere(draft: Draft, parameter: Parameter | EventParameter) -> bool:
    """Whether only the server knows a parameter, so that no page has it."""
    return draft.context == "web" and bool(parameter.legs) and "browser" not in parameter.legs


def constant(value: Constant) -> str:
    """A fixed value as text, which is all that a constant in Tag Manager can be."""
    return constant_text(value.value)


def constant_text(value: object) -> str:
    """A value of the specs as the text that Tag Manager keeps."""
    return str(value).lower() if isinstance(value, bool) else str(value)
