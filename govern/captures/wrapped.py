"""What a document of JSON holds: a request, a body, or one inside what a log wraps around it; or a message of the data layer,
as Tag Manager's preview shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.captures.bodies.shape import recognise
from govern.captures.recorded import BODIES, address_in, named, parsed_if, record, time_in
from govern.captures.request import Request
from govern.captures.values import number_of
from govern.captures.within import Around, goes_to_a_platform, holds_event, in_line, requests_within
from govern.core.report import Place


def requests_in(data: Any, n: int, place: Place) -> Iterator[Request]:
    """The requests of a document; a list holds several, addresses and lines among them."""
    if isinstance(data, list):
        for one in data:
            yield from requests_in(one, n, place)
    elif isinstance(data, dict):
        found = request_in(data, n, place)
        yield from [found] if found.row or found.message or tells(found) else within(data, found)
    else:
        lines = list(in_line(data, n, place)) if isinstance(data, str) else []
        yield from lines or [Request(n, place, body=data)]


def tells(request: Request) -> bool:
    """Whether a request says where it goes, or has a body that a platform takes."""
    return bool(request.url or request.owners) or holds_event(request.body)


def within(data: dict[str, Any], outside: Request) -> list[Request]:
    """The requests to platforms, and the bodies, that something deeper in a document holds; the document where there are none."""

    def read(thing: dict[str, Any], around: Around) -> Request | None:
        one = request_in(thing, outside.n, outside.place)
        is_meant = is_of_the_page(thing) if one.message else goes_to_a_platform(one.url) or holds_event(one.body)
        is_answer = bool(one.exchange) and one.status is not None
        if not (one.row or is_meant or is_answer):
            return None
        at = one.at_us
        while at is None and around is not None:
            at, around = time_in(named(around[0])), around[1]
        return one.replace(at_us=at)

    found = list(requests_within(data, read))
    if not found[1:]:
        return found or [outside]
    parts = (f"{outside.place.entity}, part {number}" for number in range(1, len(found) + 1))
    return [one.replace(place=one.place.replace(entity=part)) for one, part in zip(found, parts, strict=True)]


def is_of_the_page(message: dict[str, Any]) -> bool:
    """Whether an object with an event is a message of the data layer wherever it stands, as in what Preview saves."""
    return isinstance(message.get("ecommerce"), dict) or any(str(name).startswith("gtm.") for name in message)


def request_in(data: dict[str, Any], n: int, place: Place) -> Request:
    """A document as a request: an exported row, a line of a proxy's log, a body, or what a log wraps around one."""
    if isinstance(data.get("event_name"), str) and ("event_params" in data or "event_timestamp" in data):
        return Request(n, place, body=data, row=True)
    log = data.get("httpRequest")
    if isinstance(log, dict):
        ms = number_of(str(log.get("latency", "")).removesuffix("s"))
        return record(data, n, place, log).replace(ms=ms * 1000 if ms is not None else None)
    if owners := recognise(data):
        return Request(n, place, method="POST", body=data, owners=owners)
    if isinstance(data.get("event"), str):
        fields = named(data)
        if not address_in(fields) and not any(holds_event(parsed_if(fields.get(key))) for key in BODIES):
            return Request(n, place, body=data, message=True)
    return record(data, n, place)
