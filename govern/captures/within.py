"""What lies within something else: bodies and requests in the documents, texts and lines that a log, a queue or a tool wraps around them."""

from __future__ import annotations

import base64
import binascii
import json
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from govern.captures.bodies.shape import recognise
from govern.captures.browser import Forms
from govern.captures.known import platform_at
from govern.captures.request import Request, address_of
from govern.captures.server import api_at
from govern.core.regex import regex
from govern.core.report import Place

ADDRESS = regex(r"https?://[^\s\"'<>`\\]{4,200000}")
METHOD = regex(r"\b(GET|POST|HEAD|PUT|OPTIONS)\b")
BRACKET = regex(r"\{\s*[\"}]|\[\s*[\[{\"]")
"""Where JSON may begin."""

QUOTED = regex(r"\{\s*\\\"")
"""Where JSON begins whose quotes have backslashes."""

SENT = regex(r"\b(?:GET|POST) +https?://")
"""Where a text tells that something was sent."""

OWN = regex(r"\b((?:GET|POST) )(/[^\s\"?]{1,200}\?)")
SERVER = "https://own-server"
"""What the log of one's own server leaves out of an address: where it stands."""

POSTED = regex(r"--data(?:-raw|-binary)? +\$?'([^']+)'")
"""What `curl` sends."""

TIME = regex(r"^\W{0,2}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)")
STATUS = regex(r"(?:\bstatus[\"':= ]{1,3}|-> ?|HTTP/[\d.]{1,3}\" )([1-5]\d\d)\b")
TOOK = regex(r"\b(?:in |took[ =]|duration=)(\d{1,9}(?:\.\d{1,6})?) ?ms\b")
"""What a line says of a request besides: when it was, how it was answered, how long that took."""

BASE64 = regex(r"[A-Za-z0-9+/_-]{40,1000000}={0,2}")
TRIES = 12
"""So many brackets of a text are tried."""

LAYERS = 2
"""So often is a text put into quotes again: by the logger, and by what collects the log."""

MOST, DEEPEST = 2_000, 10
"""More things, and deeper ones, than a wrapping has."""


def holds_event(value: Any) -> bool:
    """Whether a value is a body that some platform takes."""
    return isinstance(value, dict) and bool(recognise(value))


@cache
def forms() -> Forms:
    """The forms of the platforms' requests."""
    return Forms()


def goes_to_a_platform(url: str) -> bool:
    """Whether an address is one of a platform's."""
    address = address_of(url) if url else None
    if address is None or not address.host:
        return False
    return bool(platform_at(address.host)) or api_at(address) is not None or forms().of(address, "") is not None


Around = tuple[dict[str, Any], Any] | None
"""The object that something lies in, and what that lies in."""


def requests_within(data: Any, read: Callable[[dict[str, Any], Around], Request | None]) -> Iterator[Request]:
    """What `read` makes of the objects that something holds, the outer ones first, each with those around it; JSON in texts and in
    base64 is opened. What an object holds of which something was made is left alone."""
    queue: deque[tuple[Any, int, Around]] = deque([(data, 0, None)])
    taken = 0
    while queue and taken < MOST:
        value, depth, around = queue.popleft()
        taken += 1
        if isinstance(value, str):
            value = json_in(value)
        if isinstance(value, dict):
            value = {name: opened_list(inner) for name, inner in value.items()}
            found = read(value, around)
            if found is not None:
                yield found
                continue
            around = (value, around)
        if depth < DEEPEST and isinstance(value, dict | list):
            inside = value.values() if isinstance(value, dict) else value
            queue.extend((one, depth + 1, around) for one in inside if isinstance(one, dict | list | str))


def opened_list(value: Any) -> Any:
    """A list of texts that are JSON as the list of what they hold."""
    if isinstance(value, list) and value and all(isinstance(one, str) and one[:1] == "{" for one in value):
        return [json_in(one) for one in value]
    return value


def json_in(text: str) -> Any:
    """The object or list that a text holds, behind other words or in base64; nothing where it holds none. A request that a text tells
    becomes an object as recorders write it."""
    if BASE64.fullmatch(text):
        text = opened_base64(text)
    return told_in(text) if SENT.search(text) else first_json(text)[0]


def opened_base64(text: str) -> str:
    """The text that base64 holds; empty where it holds none."""
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/") + "==").decode()
    except (binascii.Error, ValueError):
        return ""


def first_json(text: str, layers: int = LAYERS) -> tuple[Any, int, int]:
    """The first object or list in a text, where it begins and where it ends; nothing and the text's end where there is none. Where a
    logger has put the text into quotes, what it holds is found behind its backslashes, `layers` deep."""
    scan, at, quoted = json.JSONDecoder().raw_decode, 0, QUOTED.search(text) if layers else None
    for _ in range(TRIES):
        bracket = BRACKET.search(text, at, quoted.start() if quoted is not None else len(text))
        if bracket is None:
            break
        try:
            data, end = scan(text, bracket.start())
            return data, bracket.start(), end
        except (ValueError, RecursionError):
            at = bracket.start() + 1
    if quoted is not None:
        return first_json(text[quoted.start() :].replace('\\"', '"'), layers - 1)[0], quoted.start(), len(text)
    return None, len(text), len(text)


def told_in(line: str) -> Any:
    """What a line of text holds: an address, with what is sent there, as an object such as recorders write; or JSON alone."""
    line = OWN.sub(rf"\g<1>{SERVER}\2", line, count=1)
    data, start, end = first_json(line)
    address = ADDRESS.search(line, 0, start)
    url = address[0].rstrip(".,:)") if address is not None else ""
    if address is None or (data is not None and (has_address(data) or not goes_to_a_platform(url))):
        return data
    method = METHOD.search(line, 0, address.start())
    told: dict[str, Any] = {"url": url, "method": method[1] if method is not None else ""}
    for name, pattern in (("time", TIME), ("status", STATUS), ("ms", TOOK)):
        found = pattern.search(line, 0, start) or pattern.search(line, end)
        told |= {name: found[1].replace(",", ".")} if found is not None else {}
    if isinstance(data, dict) and isinstance(data.get("headers"), dict):  # what is handed to `fetch`
        return {**told, **data}
    text = POSTED.search(line, address.end()) if data is None else None
    if text is not None:
        return {**told, "body": text[1].replace("\\r\\n", "\r\n")}
    return told if data is None else {**told, "body": data}


def in_line(line: str, n: int, place: Place) -> Iterator[Request]:
    """The request or the body that a line of text holds."""
    from govern.captures.wrapped import requests_in

    data = told_in(line)
    if data is not None:
        yield from requests_in(data, n, place)


def has_address(data: Any) -> bool:
    """Whether JSON is itself a request with an address."""
    return isinstance(data, dict) and any(isinstance(value, str) and ADDRESS.match(value) for value in data.values())
