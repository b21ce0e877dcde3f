"""Whether a body satisfies what is known of its platform: fields, types, units, ages, hashes, values, limits.

The facts decide. A verified fact that a body breaks is an error; one that is not verified, and advice that platforms give
but do not insist on, is a warning. A body of an older version of an API is held against less, see `Form.legacy`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from govern.captures.bodies.described import described
from govern.captures.bodies.event import (
    ABSENT,
    EMPTY,
    About,
    Complaint,
    Event,
    either,
    events_of,
    fields,
    level,
    shown,
    type_name,
)
from govern.captures.bodies.lengths import lengths
from govern.captures.bodies.people import addresses, hashed, kinds, listed, someone, wholes
from govern.captures.bodies.shape import form_of
from govern.captures.bodies.times import ages, is_time, newest, times
from govern.captures.bodies.typed import says_nothing, typed
from govern.core.regex import regex
from govern.core.report import Route
from govern.payloads.forms import Form

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.platforms.facts import Value

MAILBOX = regex(r"[^\s@\"<>]+@[^\s@\"<>]+\.[a-zA-Z]{2,}")


def check(platform: Platform, body: Any, *, now: int | None = None, environment: str = "") -> tuple[Complaint, ...]:
    """All that is wrong in a body. `now`, in milliseconds, is when it was sent; without it, the newest of its events
    says when it was at least. In the `environment` production a test is a mistake."""
    form = form_of(platform.key, body)
    if form is None:
        return (Complaint((), f"this is not a body that {platform.name} takes: there is no event in it"),)
    events = [Event(platform, form, body, data, route) for data, route in events_of(form, body)]
    found = [*about_request(platform, form, body, events)]
    sent = now if now is not None else newest(events)
    for event in events:
        found.extend(about_event(event, sent, now is not None))
        if environment == "production":
            found.extend(tests(event))
    return tuple(one_root(form, found))


def one_root(form: Form, said: list[Complaint]) -> list[Complaint]:
    """Complaints without what follows from another: where nobody is named at all, nobody can be matched, and what a description
    has otherwise is said once."""
    named = f'"{form.user[0]}" is missing' if form.user else "\n"
    wrong = {one.route for one in said if form.schema and one.about == "form" and one.level == "error"}
    return [
        one
        for one in dict.fromkeys(said)
        if not (one.about == "nobody" and any(named in other.message for other in said))
        and not (one.route in wrong and (one.about != "form" or one.level == "warning"))
    ]


def about_event(event: Event, sent: float | None, known: bool) -> Iterator[Complaint]:
    """All that is wrong in one event, sent at some time in milliseconds, which is `known` or follows from the events."""
    if not isinstance(event.data, dict):
        yield Complaint(event.route, f"an event is {type_name(event.data)}, expected an object")
        return
    for about, ask in ASKED:
        yield from (one if one.given("about") else one.replace(about=about) for one in ask(event))
    yield from (one.replace(about="age") for one in ages(event, sent, known))


def about_request(platform: Platform, form: Form, body: dict[str, Any], events: list[Event]) -> Iterator[Complaint]:
    """What is asked of the request as a whole."""
    if form.schema:
        yield from described(platform, form, body)
    for key in form.root:
        if body.get(key) in EMPTY:
            yield Complaint((), f'"{key}" is missing, {platform.name} requires it', "error", "missing")
    values = platform.facts.event_envelope.event_source_values
    source = body.get("event_source", ABSENT)
    if values and form.root and source is not ABSENT and source not in values:
        yield Complaint(("event_source",), f"event_source is {shown(source)}, expected {either(values)}")
    holders = [body] if not form.schema else [event.data for event in events if isinstance(event.data, dict)]
    if form.either and any(all(one.get(key) in EMPTY for key in form.either) for one in holders):
        yield Complaint(
            (), f"{either(form.either)} is missing, {platform.name} requires one of them", "error", "missing"
        )
    size = platform.limits.get("mp_body_size")
    if size is not None and (length := len(json.dumps(body, ensure_ascii=False, default=str))) > size.value * 1000:
        message = f"the body has {length // 1000} kB, {platform.name} takes {size.value}"
        yield Complaint((), message, level(size.verified), "limit")
    most, verified = platform.most_events
    if most is not None and len(events) > most:
        message = f"{len(events)} events are in one request, {platform.name} takes {most}"
        yield Complaint(form.events, message, level(verified), "limit")


def required(event: Event) -> Iterator[Complaint]:
    """Fields that every event has, and fields that some should have."""
    name = event.platform.name
    for fact, value in fields(event):
        if value not in EMPTY:
            continue
        if fact.required:
            yield Complaint(event.route, f'"{fact.name}" is missing, {name} requires it', level(fact.required_verified))
        elif (why := applies(event, fact.required_if)) and not event.form.legacy:
            yield Complaint(event.route, f'"{fact.name}" is missing, {name} asks for it where {why}', "warning")


def applies(event: Event, condition: str) -> str:
    """A condition such as `action_source == website`, when it holds."""
    found = re.fullmatch(r"(\w+) == (\w+)", condition)
    if found is None:
        return ""
    values = (event.get(found[1]), event.root.get(found[1]), event.name if found[1] == "tracking_type" else None)
    return f"{found[1]} is {found[2]}" if found[2] in values else ""


def types(event: Event) -> Iterator[Complaint]:
    """Every field has its type, and one of its values."""
    for fact, value in fields(event):
        if says_nothing(fact, value) or is_time(fact) or (fact.required and value in EMPTY):
            continue
        route = event.route_of(fact.name)
        older = event.form.legacy and fact.name in event.form.names
        yield from typed(
            fact.replace(values=()) if older else fact, value, route, fact.verified and not event.form.legacy
        )
        known = event.platform.identifiers.get(fact.identifier)
        if known is not None and not isinstance(value, list | dict) and not known.accepts(str(value)):
            message = f"{fact.name} is {shown(value)}, expected one such as {known.example or known.pattern}"
            yield Complaint(route, message, level(known.verified and fact.verified))
        if isinstance(value, dict):
            for inner in fact.fields:
                if value.get(inner, None) in EMPTY:
                    message = f'"{inner}" is missing in {fact.name}, {event.platform.name} requires it'
                    yield Complaint(route, message, level(fact.verified), "missing")


def parameters(event: Event) -> Iterator[Complaint]:
    """The event's parameters have their types."""
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


def left_out(event: Event) -> Iterator[Complaint]:
    """The parameters that the event's name requires are there."""
    custom, route = event.custom()
    ours = {written: name for name, written in event.form.names.items()}
    standard = event.platform.events.get(event.name)
    insists = event.platform.facts.events.required_enforced
    for field in standard.required if standard is not None and event.form.custom and not event.form.legacy else ():
        present = any(value not in EMPTY for key, value in custom.items() if ours.get(key, key) == field.name)
        needed = not field.required_if or custom.get(field.required_if, ABSENT) not in EMPTY
        if not present and needed:
            said = "we ask for it" if field.wish else f"{event.platform.name} requires it"
            message = f'"{field.name}" is missing in a {event.name} event, {said}'
            yield Complaint(
                route, message, level(field.verified and insists and not field.wish and not field.required_if)
            )


def parameter(event: Event, name: str, value: Any, route: Route) -> Iterator[Complaint]:
    """One parameter against what is known of it."""
    if isinstance(value, str) and MAILBOX.search(value):
        yield Complaint(route, f"{name} holds an e-mail address in plain text", "warning", "plain")
    fact = event.platform.parameters.get(name)
    if fact is not None and not says_nothing(fact, value) and not (value in EMPTY and is_asked_for(event, fact)):
        legacy = name in event.form.names and event.form.legacy
        yield from typed(fact, value, route, fact.verified and not legacy, loose=True)


def is_asked_for(event: Event, fact: Value) -> bool:
    """Whether the event's name requires a parameter: that it is empty is said by `left_out`."""
    standard = event.platform.events.get(event.name)
    return standard is not None and any(field.name == fact.name for field in standard.required)


def flat(event: Event) -> Iterator[Complaint]:
    """Where parameters must be plain values, none is a list or an object."""
    for fact, value in fields(event):
        if fact.flat_except is not None and isinstance(value, dict):
            for key, inner in value.items():
                if key not in fact.flat_except and (inner is None or isinstance(inner, list | dict)):
                    message = f"{key} is {type_name(inner)}, expected a plain value"
                    yield Complaint((*event.route_of(fact.name), key), message, level(fact.verified))


def names(event: Event) -> Iterator[Complaint]:
    """The event's name is one that the platform takes."""
    platform, name = event.platform, event.name
    told, route = event.follow(event.form.event_name) if event.form.event_name else ("", ())
    if not isinstance(told, str) and told not in EMPTY:
        yield Complaint(route, f"event name is {shown(told)}, expected a text", level(platform.facts.events.verified))
    if not name or event.form.legacy:
        return
    if not platform.takes_custom_from_servers and platform.events and name not in platform.events:
        known = {other.casefold() for other in platform.events}
        sure = platform.has_verified_events and name.casefold() not in known
        yield Complaint(route, f'event name "{name}" is not one that {platform.name} knows', level(sure))
    pattern = platform.facts.events.name_pattern
    if pattern and not re.search(pattern, name):
        sure = platform.facts.events.verified
        yield Complaint(route, f"event name {shown(name)} has not the form {pattern}", level(sure))
    reserved = platform.reserved_names
    prefix = next((prefix for prefix in reserved.event_prefixes if name.startswith(prefix)), None)
    if name in reserved.event_names_web or prefix:
        sure = reserved.verified and name not in platform.facts.events.enhanced_measurement
        begins = f", like all that begins with {prefix}" if prefix else ""
        yield Complaint(route, f'event name "{name}" is reserved by {platform.name}{begins}', level(sure))


def kept(event: Event) -> Iterator[Complaint]:
    """No parameter begins with what the platform keeps for itself, and none is outside of a closed list."""
    custom, route = event.custom()
    reserved, block = event.platform.reserved_names, event.platform.facts.parameters
    for key in custom:
        if block.closed and not event.form.legacy and key not in event.platform.parameters:
            message = f'"{key}" is not a field that {event.platform.name} takes there'
            yield Complaint((*route, key), message, level(block.verified and block.closed_verified))
        if key.startswith(reserved.parameter_prefixes_seen):
            message = f'parameter "{key}" begins with what {event.platform.name} keeps for itself'
            yield Complaint((*route, key), message, level(reserved.verified))


def tests(event: Event) -> Iterator[Complaint]:
    """Nothing in production is a test: platforms keep tests apart, so the conversion would be lost."""
    for way in event.form.test:
        value, route = event.follow(way)
        if value not in (*EMPTY, False):
            message = f"{route[-1]} makes this a test, in production it would not count"
            yield Complaint(route, message, "error", "test")


ASKED: tuple[tuple[About, Callable[[Event], Iterator[Complaint]]], ...] = (
    ("missing", required),
    ("form", types),
    ("unit", times),
    ("form", kinds),
    ("form", listed),
    ("form", wholes),
    ("hash", hashed),
    ("nobody", someone),
    ("form", addresses),
    ("form", parameters),
    ("missing", left_out),
    ("form", flat),
    ("name", names),
    ("name", kept),
    ("limit", lengths),
)
"""What is asked about each event, and what an answer is about."""
