"""HAR files: developer tools › Network › Export HAR, or what a proxy or a test runner saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from govern.captures.har import Damaged, entries, part
from govern.captures.request import Request, parsed
from govern.captures.started import Started, Stream
from govern.captures.within import opened_base64
from govern.core.regex import regex
from govern.core.report import Place

POSITION = 10
KIND = "HAR"
BEGINS = regex(r'\s*\{\s*"log"\s*:\s*(?:\{|$)')
FORM = "application/x-www-form-urlencoded"
ANSWERS = 20_000
"""The longest answer that is looked into, in characters."""

ENDLESS = 1e12
"""Milliseconds that no answer took: what is more is not a time."""


def matches(start: str) -> bool:
    return BEGINS.match(start) is not None


def requests(stream: Stream, start: str, file: str) -> Iterator[Request | Damaged]:
    """A request for each entry; one without an address is damaged."""
    for n, entry in enumerate(entries(Started(start, stream)), 1):
        if isinstance(entry, Damaged):
            yield entry
        else:
            yield request_of(n, entry, file)


def request_of(n: int, entry: Any, file: str) -> Request | Damaged:
    """An entry as a request."""
    request, response = part(entry, "request"), part(entry, "response")
    url = request.get("url")
    if not isinstance(url, str) or not url:
        return Damaged(n, "it has no address")
    body, form = sent(part(request, "postData"))
    status, ms = response.get("status"), entry.get("time") if isinstance(entry, dict) else None
    text = text_of(part(response, "content"))
    return Request(
        n,
        Place(file, (), None, f"request {n}"),
        url,
        str(request.get("method") or "GET").upper(),
        body,
        form,
        status if isinstance(status, int) and not isinstance(status, bool) else None,
        float(ms) if isinstance(ms, int | float) and not isinstance(ms, bool) and 0 <= ms < ENDLESS else None,
        moment(entry.get("startedDateTime")),
        parsed(text) if isinstance(text, str) and len(text) <= ANSWERS else None,
        visit=str(entry.get("pageref") or ""),
        device=device_of(request.get("headers")),
    )


def text_of(part: dict[str, Any]) -> Any:
    """The text of a body or an answer, which some recorders write in base64."""
    text = part.get("text")
    is_packed = part.get("encoding") == "base64" and isinstance(text, str)
    return opened_base64(str(text)) if is_packed else text


def device_of(headers: Any) -> str:
    """What kind of device the request says that it comes from; empty where it does not."""
    rows = [row for row in headers if isinstance(row, dict)] if isinstance(headers, list) else []
    named = {str(row.get("name", "")).lower(): str(row.get("value", "")) for row in rows}
    agent = named.get("user-agent", "")
    if not agent:
        return ""
    return "mobile" if "Mobi" in agent or named.get("sec-ch-ua-mobile") == "?1" else "desktop"


def sent(data: dict[str, Any]) -> tuple[Any, dict[str, str]]:
    """What was sent: data where it is JSON, else a text; and the fields of a form."""
    from govern.captures.request import fields_of

    text = text_of(data)
    rows = data.get("params")
    if isinstance(text, str) and text:
        body = parsed(text.strip())
        is_form = str(data.get("mimeType") or "").startswith(FORM)
        return body, fields_of(text) if is_form and isinstance(body, str) else {}
    named = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return None, {str(row.get("name", "")): str(row.get("value", "")) for row in named}


def moment(text: Any) -> int | None:
    """When an entry was started, in microseconds since 1970."""
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return int(found.timestamp() * 1_000_000)
