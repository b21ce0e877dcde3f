"""What a document of JSON holds: a request, a body, or one inside what a log wraps around it; or a message of the data layer,
as Tag Manager's preview shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.captures.bodies.shape import recognise
from govern.captures.request import Request, parsed
from govern.captures.times import read_time
from govern.captures.values import number_of
from govern.core.report import Place

URLS = ("url", "requestUrl", "request_url", "endpoint")
BODIES = ("body", "payload", "requestBody", "request_body", "data", "json", "message")
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
        yield request_in(data, n, place)
    else:
        yield Request(n, place, body=data)


def request_in(data: dict[str, Any], n: int, place: Place) -> Request:
    """A document as a request: an exported row, a line of a proxy's log, a body, or what a log wraps around one."""
    if isinstance(data.get("event_name"), str) and ("event_params" in data or "event_timestamp" in data):
        return Request(n, place, body=data, row=True)
    log = data.get("httpRequest")
    if isinstance(log, dict):
        ms = number_of(str(log.get("latency", "")).removesuffix("s"))
        found = outer(data, n, place, log)
        return found.replace(ms=ms * 1000 if ms is not None else None)
    if recognise(data):
        return Request(n, place, method="POST", body=data)
    if isinstance(data.get("event"), str) and not any(isinstance(data.get(key), str) for key in URLS):
        return Request(n, place, body=data, message=True)
    inner = data.get("request")
    return outer(data, n, place, {**data, **inner} if isinstance(inner, dict) else data)


def outer(data: dict[str, Any], n: int, place: Place, told: dict[str, Any]) -> Request:
    """What a log or a recorder wraps around an address or a body."""
    url = next((told[key] for key in URLS if isinstance(told.get(key), str) and "://" in told[key]), "")
    form = told.get("form")
    status = next((number for key in STATUSES if (number := number_of(told.get(key))) is not None), None)
    at = next((found for key in TIMES if (found := read_time(data.get(key))[0]) is not None), None)
    return Request(
        n,
        place,
        url,
        str(told.get("method") or told.get("requestMethod") or ("GET" if url else "POST")).upper(),
        body_in(told, bool(url)),
        {str(name): str(value) for name, value in form.items()} if isinstance(form, dict) else {},
        int(status) if status is not None and 0 <= status < 1000 else None,
        next((number for key in MILLISECONDS if (number := number_of(told.get(key))) is not None), None),
        at,
        next((parsed_if(told[key]) for key in ANSWERS if key in told), None),
    )


def body_in(told: dict[str, Any], addressed: bool) -> Any:
    """The body: under a name that says so, or the document where there is neither body nor address."""
    for key in BODIES:
        value = parsed_if(told.get(key))
        if isinstance(value, dict | list) and (addressed or holds_event(value)):
            return value
    body = told.get("body")
    return body if isinstance(body, str) else None if addressed else told


def holds_event(value: Any) -> bool:
    """Whether a value is a body that some platform takes."""
    return isinstance(value, dict) and bool(recognise(value))


def parsed_if(value: Any) -> Any:
    """A text as the data that it holds."""
    return parsed(value.strip()) if isinstance(value, str) else value
