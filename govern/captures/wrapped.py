"""What a document of JSON holds: a request, a body, or one inside what a log wraps around it; or a message of the data layer,
as Tag Manager's preview shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.captures.bodies.shape import recognise
from govern.captures.request import Request, fields_of, parsed
from govern.captures.times import read_time
from govern.captures.values import number_of
from govern.captures.within import goes_to_a_platform, holds_event, requests_within
from govern.core.report import Place

URLS = ("url", "requestUrl", "request_url", "endpoint")
BODIES = ("body", "payload", "requestBody", "request_body", "data", "json", "message", "postData")
STATUSES = ("status", "status_code", "statusCode", "responseStatus")
TIMES = ("time", "timestamp", "ts", "@timestamp", "at", "startedDateTime")
MILLISECONDS = ("ms", "duration_ms", "latency_ms", "elapsed_ms")
ANSWERS = ("response", "answer", "responseBody", "response_body")
DEEPEST = 4


def requests_in(data: Any, n: int, place: Place) -> Iterator[Request]:
    """The requests of a document; a list holds several."""
    if isinstance(data, list):
        for one in data:
            yield from requests_in(one, n, place)
    elif isinstance(data, dict):
        found = request_in(data, n, place)
        yield from [found] if found.row or found.message or tells(found) else within(data, found)
    else:
        yield Request(n, place, body=data)


def tells(request: Request) -> bool:
    """Whether a request says where it goes, or has a body that a platform takes."""
    return bool(request.url or request.owners) or holds_event(request.body)


def within(data: dict[str, Any], outside: Request) -> list[Request]:
    """The requests to platforms, and the bodies, that something deeper in a document holds; the document where there are none."""

    def read(thing: dict[str, Any]) -> Request | None:
        one = request_in(thing, outside.n, outside.place)
        is_meant = one.row or (not one.message and (goes_to_a_platform(one.url) or holds_event(one.body)))
        return one.replace(at_us=one.at_us or outside.at_us) if is_meant else None

    return list(requests_within(data, read)) or [outside]


def request_in(data: dict[str, Any], n: int, place: Place) -> Request:
    """A document as a request: an exported row, a line of a proxy's log, a body, or what a log wraps around one."""
    if isinstance(data.get("event_name"), str) and ("event_params" in data or "event_timestamp" in data):
        return Request(n, place, body=data, row=True)
    log = data.get("httpRequest")
    if isinstance(log, dict):
        ms = number_of(str(log.get("latency", "")).removesuffix("s"))
        found = outer(data, n, place, log)
        return found.replace(ms=ms * 1000 if ms is not None else None)
    if owners := recognise(data):
        return Request(n, place, method="POST", body=data, owners=owners)
    has_body = any(holds_event(parsed_if(data.get(key))) for key in BODIES)
    if isinstance(data.get("event"), str) and not has_body and not any(isinstance(data.get(key), str) for key in URLS):
        return Request(n, place, body=data, message=True)
    inner = data.get("request")
    return outer(data, n, place, {**data, **inner} if isinstance(inner, dict) else data)


def outer(data: dict[str, Any], n: int, place: Place, told: dict[str, Any]) -> Request:
    """What a log or a recorder wraps around an address or a body."""
    url = address_in(told)
    body = body_in(told, bool(url))
    url = (
        "" if holds_event(body) and not goes_to_a_platform(url) else url
    )  # the page that it is about, or a server between
    form = told.get("form")
    status = next((number for key in STATUSES if (number := number_of(told.get(key))) is not None), None)
    at = next((found for key in TIMES if (found := read_time(data.get(key))[0]) is not None), None)
    return Request(
        n,
        place,
        url,
        str(told.get("method") or told.get("requestMethod") or ("GET" if url else "POST")).upper(),
        body,
        {str(name): str(value) for name, value in form.items()} if isinstance(form, dict) else {},
        int(status) if status is not None and 0 <= status < 1000 else None,
        next((number for key in MILLISECONDS if (number := number_of(told.get(key))) is not None), None),
        at,
        next((parsed_if(told[key]) for key in ANSWERS if key in told), None),
    )


def address_in(told: dict[str, Any]) -> str:
    """The address under a name that says so, whole or in its parts; empty where there is none."""
    for key in URLS:
        value = told.get(key)
        value = value.get("raw") if isinstance(value, dict) else value
        if isinstance(value, str) and "://" in value:
            return value
    host, path, query = (told.get(name) for name in ("host", "path", "query"))
    if isinstance(host, str) and isinstance(path, str) and path[:1] == "/" and "scheme" in told:
        return f"{told['scheme']}://{host}{path}" + (f"?{query}" if isinstance(query, str) and query else "")
    return ""


def body_in(told: dict[str, Any], addressed: bool) -> Any:
    """The body: under a name that says so, or the document where there is neither body nor address."""
    for key in BODIES:
        value = parsed_if(told.get(key))
        if isinstance(value, dict) and isinstance(value.get("raw"), str):
            value = parsed_if(value["raw"])
        if isinstance(value, dict | list) and (addressed or holds_event(value)):
            return value if holds_event(value) else body_within(value)
    body = told.get("body")
    if isinstance(body, str) and body.startswith("data="):
        return {name: parsed(value) for name, value in fields_of(body).items()}
    return body if isinstance(body, str) else None if addressed else told


def body_within(value: Any) -> Any:
    """The body that a platform takes in what a router of events puts around it; the value where there is none."""
    events = requests_within(value, lambda thing: Request(0, Place(""), body=thing) if holds_event(thing) else None)
    return next((one.body for one in events), value)


def parsed_if(value: Any) -> Any:
    """A text as the data that it holds."""
    return parsed(value.strip()) if isinstance(value, str) else value
