"""Whether a body satisfies what is known of its platform: fields, types, units, ages, hashes, values, limits.

The facts decide. A verified fact that a body breaks is an error; one that is not verified, and advice that platforms give
but do not insist on, is a warning. A body of an older version of an API is held against less, see `Form.legacy`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from payload_event import (
    ABSENT,
    EMPTY,
    Event,
    Problem,
    at,
    either,
    events_of,
    fields,
    level,
    misfit,
    shown,
    type_name,
)
from payload_people import hashed, someone
from payload_times import ages, is_time, newest, times

from govern.core.report import Route
from govern.payloads.forms import Form
from govern.payloads.layout import layout, layouts

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.platforms.facts import Value

__all__ = ["Problem", "check", "recognise"]

BOUNDED = {"user_identifiers_per_conversion": ("userIdentifiers",), "external_ids_per_event": ("user", "externalIds")}
"""Lists in an event whose length has a limit, and the ways to them."""

MAILBOX = re.compile(r"[^\s@\"<>]+@[^\s@\"<>]+\.[a-zA-Z]{2,}")


def check(platform: Platform, body: Any, *, now: int | None = None, environment: str = "") -> tuple[Problem, ...]:
    """All that is wrong in a body. `now`, in milliseconds, is when it was sent; without it, the newest of its events
    says when it was at least. In the `environment` production a test is a mistake."""
    form = form_of(platform.key, body)
    if form is None:
        return (Problem((), f"this is not a body that {platform.name} takes: there is no event in it"),)
    events = [Event(platform, form, body, data, route) for data, route in events_of(form, body)]
    found = [*about_request(platform, form, body, events)]
    sent = now if now is not None else newest(events)
    for event in events:
        if not isinstance(event.data, dict):
            found.append(Problem(event.route, f"an event is {type_name(event.data)}, expected an object"))
            continue
        for ask in ASKED:
            found.extend(ask(event))
        found.extend(ages(event, sent, now is not None))
        if environment == "production":
            found.extend(tests(event))
    return tuple(dict.fromkeys(found))


def recognise(body: Any) -> tuple[str, ...]:
    """The platforms that take such bodies, known by their form."""
    return tuple(key for key in layouts() if form_of(key, body) is not None)


def form_of(key: str, body: Any) -> Form | None:
    """The form that a body has."""
    module = layout(key)
    forms = module.FORMS if module is not None and isinstance(body, dict) else ()
    return next((form for form in forms if has_form(form, body)), None)


def has_form(form: Form, body: dict[str, Any]) -> bool:
    """Whether a body has the marks of a form in any of its events: a first event may lack what another one has."""
    events = events_of(form, body)
    return bool(events) and all(
        at(body, mark[1:]) is not ABSENT
        if mark[:1] == ("..",)
        else any(at(data, mark) is not ABSENT for data, _ in events)
        for mark in form.marks
    )


def about_request(platform: Platform, form: Form, body: dict[str, Any], events: list[Event]) -> Iterator[Problem]:
    """What is asked of the request as a whole."""
    for key in form.root:
        if body.get(key) in EMPTY:
            yield Problem((), f'"{key}" is missing, {platform.name} requires it')
    values = platform.facts.event_envelope.event_source_values
    source = body.get("event_source", ABSENT)
    if values and form.root and source is not ABSENT and source not in values:
        yield Problem(("event_source",), f"event_source is {shown(source)}, expected {either(values)}")
    if form.either and all(body.get(key) in EMPTY for key in form.either):
        yield Problem((), f"{either(form.either)} is missing, {platform.name} requires one of them")
    size = platform.limits.get("mp_body_size")
    if size is not None and (length := len(json.dumps(body, ensure_ascii=False, default=str))) > size.value * 1000:
        message = f"the body has {length // 1000} kB, {platform.name} takes {size.value}"
        yield Problem((), message, level(size.verified))
    most, verified = platform.most_events
    if most is not None and len(events) > most:
        message = f"{len(events)} events are in one request, {platform.name} takes {most}"
        yield Problem(form.events, message, level(verified))


def required(event: Event) -> Iterator[Problem]:
    """Fields that every event has, and fields that some should have."""
    name = event.platform.name
    for fact, value in fields(event):
        if value not in EMPTY:
            continue
        if fact.required:
            yield Problem(event.route, f'"{fact.name}" is missing, {name} requires it', level(fact.required_verified))
        elif (why := applies(event, fact.required_if)) and not event.form.legacy:
            yield Problem(event.route, f'"{fact.name}" is missing, {name} asks for it where {why}', "warning")


def applies(event: Event, condition: str) -> str:
    """A condition such as `action_source == website`, when it holds."""
    found = re.fullmatch(r"(\w+) == (\w+)", condition)
    if found is None:
        return ""
    values = (event.get(found[1]), event.root.get(found[1]), event.name if found[1] == "tracking_type" else None)
    return f"{found[1]} is {found[2]}" if found[2] in values else ""


def types(event: Event) -> Iterator[Problem]:
    """Every field has its type, and one of its values."""
    for fact, value in fields(event):
        if value in EMPTY or is_time(fact):
            continue
        route = event.route_of(fact.name)
        yield from typed(fact, value, route, fact.verified and not event.form.legacy)
        known = event.platform.identifiers.get(fact.identifier)
        if known is not None and isinstance(value, str) and not known.accepts(value):
            message = f'{fact.name} is "{value}", expected one such as {known.example or known.pattern}'
            yield Problem(route, message, level(known.verified and fact.verified))
        if isinstance(value, dict):
            for inner in fact.fields:
                if value.get(inner, None) in EMPTY:
                    message = f'"{inner}" is missing in {fact.name}, {event.platform.name} requires it'
                    yield Problem(route, message, level(fact.verified))


def typed(fact: Value, value: Any, route: Route, verified: bool, loose: bool = False) -> Iterator[Problem]:
    """One value against its type, its pattern and its values; on the values nobody insists where it is `loose`."""
    name, type = fact.name, fact.type
    wanted = "a text" if fact.as_text and not isinstance(value, str) else misfit(type, value)
    if wanted is not None:
        yield Problem(route, f"{name} is {shown(value)}, expected {wanted}", level(verified))
        return
    if fact.pattern and isinstance(value, str) and not re.search(fact.pattern, value):
        wanted = fact.format or f"the form {fact.pattern}"
        nearly = re.search(fact.pattern, value.upper()) is not None
        yield Problem(route, f"{name} is {shown(value)}, expected {wanted}", level(verified and not nearly))
    if type == "url" and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", str(value)):
        yield Problem(route, f"{name} is {shown(value)}, expected an address with https://", "warning")
    values = fact.values
    if values and not isinstance(value, list | dict) and value not in values:
        yield Problem(route, f"{name} is {shown(value)}, expected {either(values)}", level(verified and not loose))
    if type in ("array<object>", "array<item>") and isinstance(value, list):
        yield from rows(fact, value, route, verified)


def rows(fact: Value, value: list[Any], route: Route, verified: bool) -> Iterator[Problem]:
    """The rows of a list of products."""
    for position, row in enumerate(value):
        if not isinstance(row, dict):
            yield Problem((*route, position), f"{fact.name} holds {type_name(row)}, expected objects", level(verified))
            continue
        for field in fact.fields_required:
            if row.get(field) in EMPTY:
                message = f'"{field}" is missing in {fact.name}, every entry needs it'
                yield Problem((*route, position), message, level(verified))
        for field in fact.fields_as_number:
            if row.get(field) not in EMPTY and misfit("number", row[field]) is not None:
                message = f"{field} is {shown(row[field])}, expected a number"
                yield Problem((*route, position, field), message, level(verified))
        for field in fact.fields_as_text:
            if field in row and not isinstance(row[field], str):
                message = f"{field} is {shown(row[field])}, expected a text"
                yield Problem((*route, position, field), message, level(verified))


def parameters(event: Event) -> Iterator[Problem]:
    """The event's parameters have their types, and those that its name requires are there."""
    custom, route = event.custom()
    ours = {written: name for name, written in event.form.names.items()}
    if event.form.custom:
        for key, value in custom.items():
            yield from parameter(event, ours.get(key, key), value, (*route, key))
    else:
        for name in event.platform.parameters:
            value = event.get(name)
            if value is not ABSENT:
                yield from parameter(event, name, value, event.route_of(name))
    standard = event.platform.events.get(event.name)
    insists = event.platform.facts.events.required_enforced
    for field in standard.required if standard is not None and event.form.custom and not event.form.legacy else ():
        present = any(value not in EMPTY for key, value in custom.items() if ours.get(key, key) == field.name)
        needed = not field.required_if or custom.get(field.required_if, ABSENT) not in EMPTY
        if not present and needed:
            said = "we ask for it" if field.wish else f"{event.platform.name} requires it"
            message = f'"{field.name}" is missing in a {event.name} event, {said}'
            yield Problem(
                route, message, level(field.verified and insists and not field.wish and not field.required_if)
            )


def parameter(event: Event, name: str, value: Any, route: Route) -> Iterator[Problem]:
    """One parameter against what is known of it."""
    if isinstance(value, str) and MAILBOX.search(value):
        yield Problem(route, f"{name} holds an e-mail address in plain text", "warning")
    fact = event.platform.parameters.get(name)
    if fact is not None and value not in EMPTY:
        legacy = name in event.form.names and event.form.legacy
        yield from typed(fact, value, route, fact.verified and not legacy, loose=True)


def flat(event: Event) -> Iterator[Problem]:
    """Where parameters must be plain values, none is a list or an object."""
    for fact, value in fields(event):
        if fact.flat_except is not None and isinstance(value, dict):
            for key, inner in value.items():
                if key not in fact.flat_except and (inner is None or isinstance(inner, list | dict)):
                    message = f"{key} is {type_name(inner)}, expected a plain value"
                    yield Problem((*event.route_of(fact.name), key), message, level(fact.verified))


def names(event: Event) -> Iterator[Problem]:
    """The event's name is one that the platform takes."""
    platform, name = event.platform, event.name
    if not name or event.form.legacy:
        return
    route = event.follow(event.form.event_name)[1]
    if not platform.takes_custom_events and platform.events and name not in platform.events:
        known = {other.casefold() for other in platform.events}
        sure = platform.has_verified_events and name.casefold() not in known
        yield Problem(route, f'event name "{name}" is none that {platform.name} knows', level(sure))
    pattern = platform.facts.events.name_pattern
    if pattern and not re.search(pattern, name):
        sure = platform.facts.events.verified
        yield Problem(route, f"event name {shown(name)} has not the form {pattern}", level(sure))
    reserved = platform.reserved_names
    prefix = next((prefix for prefix in reserved.event_prefixes if name.startswith(prefix)), None)
    if name in reserved.event_names_web or prefix:
        sure = reserved.verified and name not in platform.facts.events.enhanced_measurement
        begins = f", like all that begins with {prefix}" if prefix else ""
        yield Problem(route, f'event name "{name}" is reserved by {platform.name}{begins}', level(sure))


def kept(event: Event) -> Iterator[Problem]:
    """No parameter begins with what the platform keeps for itself."""
    custom, route = event.custom()
    reserved = event.platform.reserved_names
    for key in custom:
        if key.startswith(reserved.parameter_prefixes_seen):
            message = f'parameter "{key}" begins with what {event.platform.name} keeps for itself'
            yield Problem((*route, key), message, level(reserved.verified))


def lengths(event: Event) -> Iterator[Problem]:
    """Names, values and numbers of parameters stay within the limits."""
    custom, route = event.custom()
    limits = event.platform.limits
    visitor = event.root.get("user_properties")
    visitor = visitor if isinstance(visitor, dict) else {}
    bounds: list[tuple[str, int, Route, str]] = [
        *lists(event),
        ("user_properties", len(visitor), ("user_properties",), "the request"),
        *(("user_property_name_length", len(key), ("user_properties", key), "the property's name") for key in visitor),
        *(
            ("user_property_value_length", len(value), ("user_properties", key, "value"), key)
            for key, inner in visitor.items()
            if isinstance(inner, dict) and isinstance(value := inner.get("value"), str)
        ),
        ("event_name_length", len(event.name), event.follow(event.form.event_name)[1], "the event's name"),
        ("params_per_event", len([key for key in custom if key != "items"]), route, "the event"),
        *(("param_name_length", len(key), (*route, key), "the parameter's name") for key in custom),
        *(
            ("param_value_length", len(value), (*route, key), key)
            for key, value in custom.items()
            if isinstance(value, str)
        ),
    ]
    for key, length, where, what in bounds:
        bound = limits.get(key)
        most = bound.exceptions.get(str(where[-1]), bound.value) if bound is not None else length
        if bound is not None and length > most:
            yield Problem(where, f"{what} has {length} {bound.unit}, expected at most {most}", level(bound.verified))


def lists(event: Event) -> Iterator[tuple[str, int, Route, str]]:
    """The lists whose length is bounded: limit, length, route, what has them."""
    for key, way in BOUNDED.items():
        found = at(event.data, way)
        if isinstance(found, list):
            yield key, len(found), (*event.route, *way), "the event"


def tests(event: Event) -> Iterator[Problem]:
    """Nothing in production is a test: platforms keep tests apart, so the conversion would be lost."""
    for way in event.form.test:
        value, route = event.follow(way)
        if value not in (*EMPTY, False):
            yield Problem(route, f"{route[-1]} makes this a test, in production it would not count")


ASKED = (required, types, times, hashed, someone, parameters, flat, names, kept, lengths)
