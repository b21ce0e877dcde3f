"""A record of one request, as a recorder, a proxy, a server container or a logger writes it: where it went, what was sent, what was
answered, and when.

Fields are known by their letters alone: `RequestUrl`, `request_url` and `Request URL` are one name.
"""

from __future__ import annotations

from typing import Any

from govern.captures.request import Request, fields_of, parsed
from govern.captures.times import read_time
from govern.captures.values import number_of
from govern.captures.within import goes_to_a_platform, holds_event, opened_base64, requests_within
from govern.core.report import Place

URLS = ("url", "requesturl", "endpoint", "pixelurl", "hiturl", "fullurl", "requesturi", "address")
BODIES = (
    "body",
    "payload",
    "requestbody",
    "requestpayload",
    "data",
    "json",
    "message",
    "postdata",
    "rawbody",
    "content",
)
TEXTS = ("body", "payload", "requestbody", "requestpayload", "postdata", "rawbody", "content", "data")
"""What may hold a body that is not JSON."""

INSIDE = ("raw", "text", "content", "full", "href")
"""Where an object holds the text of a body or of an address."""

METHODS = ("method", "requestmethod", "httpmethod")
STATUSES = ("status", "statuscode", "responsestatus", "responsestatuscode", "responsecode", "httpstatus")
TIMES = ("time", "timestamp", "ts", "at", "starteddatetime", "timestampstart", "start")
MILLISECONDS = ("ms", "durationms", "latencyms", "elapsedms", "responsetime")
TOTAL = "total"
"""What Charles calls the milliseconds of an answer among its durations; elsewhere it is what somebody paid."""
ANSWERS = ("response", "answer", "responsebody")
REQUESTS, RESPONSES, SPANS = ("request", "req", "config", "http"), ("response", "res"), ("times", "durations")


def letters(name: Any) -> str:
    """A field's name by its letters alone."""
    return "".join(filter(str.isalpha, str(name))).lower()


def named(data: Any) -> dict[str, Any]:
    """The fields of an object under their letters; nothing where it is not one."""
    found: dict[str, Any] = {}
    for name, value in data.items() if isinstance(data, dict) else ():
        found.setdefault(letters(name), value)
    return found


def first(fields: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of the first object under some names."""
    return next((named(fields[name]) for name in names if isinstance(fields.get(name), dict)), {})


def record(data: dict[str, Any], n: int, place: Place, inner: dict[str, Any] | None = None) -> Request:
    """The request that a record tells; `inner` is what it says of the request itself, where that is known."""
    outside = named(data)
    around = {**outside, **first(outside, ("http",))}
    asked = {**around, **(named(inner) if inner is not None else first(around, REQUESTS))}
    replied = first(around, RESPONSES)
    spans = [fields for name in SPANS if (fields := named(around.get(name)))]
    url = address_in(asked)
    body = body_in(asked, bool(url), {**data, **(inner or {})})
    if holds_event(body) and not goes_to_a_platform(url):
        url = ""  # the page that it is about, or a server between
    told = next((str(asked[name]) for name in METHODS if asked.get(name)), "POST" if body is not None else "")
    form = asked.get("form")
    status = number_at(STATUSES, replied, asked)
    return Request(
        n,
        place,
        url,
        told.upper(),
        body,
        {str(name): str(value) for name, value in form.items()} if isinstance(form, dict) else {},
        int(status) if status is not None and 0 <= status < 1000 else None,
        took if (took := number_at(MILLISECONDS, asked, *spans)) is not None else number_at((TOTAL,), *spans),
        time_in(asked, *spans),
        answer_in(asked, replied),
        exchange=f"{asked['traceid']} {asked.get('name', '')}" if isinstance(asked.get("traceid"), str) else "",
    )


def time_in(*records: dict[str, Any]) -> int | None:
    """The first time under a name that says so, in microseconds since 1970."""
    times = (read_time(fields.get(name))[0] for fields in records for name in TIMES)
    return next((at for at in times if at is not None), None)


def number_at(names: tuple[str, ...], *records: dict[str, Any]) -> float | None:
    """The first number under some names."""
    numbers = (number_of(fields.get(name)) for fields in records for name in names)
    return next((number for number in numbers if number is not None), None)


def address_in(asked: dict[str, Any]) -> str:
    """The address under a name that says so, whole or in its parts; empty where there is none."""
    for name in URLS:
        value = text_in(asked.get(name))
        if isinstance(value, str) and "://" in value:
            return value.strip()
    host, path, query = (asked.get(name) for name in ("host", "path", "query"))
    if isinstance(host, str) and isinstance(path, str) and path[:1] == "/" and "scheme" in asked:
        return f"{asked['scheme']}://{host}{path}" + (f"?{query}" if isinstance(query, str) and query else "")
    return ""


def text_in(value: Any) -> Any:
    """The text that an object holds of a body or an address, out of base64 where it says so; else the value."""
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("encoded"), str):
        return opened_base64(value["encoded"]) or value
    return next((value[name] for name in INSIDE if isinstance(value.get(name), str) and value[name]), value)


def body_in(asked: dict[str, Any], addressed: bool, document: dict[str, Any]) -> Any:
    """The body: under a name that says so, or the document where there is neither body nor address."""
    for name in BODIES:
        value = parsed_if(text_in(asked.get(name)))
        if isinstance(value, dict | list) and value and (addressed or holds_event(value)):
            return value if holds_event(value) else body_within(value)
    texts = (text for name in TEXTS if isinstance(text := text_in(asked.get(name)), str) and "=" in text)
    text = next(texts, None) if addressed else asked.get("body")
    if isinstance(text, str) and text.startswith("data="):
        return {name: parsed(value) for name, value in fields_of(text).items()}
    return text if isinstance(text, str) else None if addressed else document


def answer_in(asked: dict[str, Any], replied: dict[str, Any]) -> Any:
    """What was answered: the body of a response, or what stands under a name that says so."""
    inner = next((value for name in BODIES if (value := parsed_if(text_in(replied.get(name))))), None)
    told = inner if inner is not None else next((asked[name] for name in ANSWERS if name in asked), None)
    return parsed_if(told)


def body_within(value: Any) -> Any:
    """The body that a platform takes in what a router of events puts around it; the value where there is none."""
    events = requests_within(value, lambda thing, _: Request(0, Place(""), body=thing) if holds_event(thing) else None)
    return next((one.body for one in events), value)


def parsed_if(value: Any) -> Any:
    """A text as the data that it holds."""
    return parsed(value.strip()) if isinstance(value, str) else value
