"""Names, values and lists in a body stay within the platform's limits."""

from __future__ import annotations

from collections.abc import Iterator

from govern.captures.bodies.event import Complaint, Event, at, level
from govern.core.report import Route

BOUNDED = {"user_identifiers_per_conversion": ("userIdentifiers",), "external_ids_per_event": ("user", "externalIds")}
"""Lists in an event whose length has a limit, and the ways to them."""


def lengths(event: Event) -> Iterator[Complaint]:
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
            yield Complaint(where, f"{what} has {length} {bound.unit}, expected at most {most}", level(bound.verified))


def lists(event: Event) -> Iterator[tuple[str, int, Route, str]]:
    """The lists whose length is bounded: limit, length, route, what has them."""
    for key, way in BOUNDED.items():
        found = at(event.data, way)
        if isinstance(found, list):
            yield key, len(found), (*event.route, *way), "the event"
