"""One report of a violation, whoever wrote it: `report-uri`, the Reporting API, or a collector that keeps either."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.core.record import Record

Body = dict[str, Any]

WRAPPED = ("raw", "report", "_source", "message", "payload", "jsonPayload", "data", "body", "event")
"""Where collectors put a report as it came."""

TIMES = ("timestamp", "time", "received_at", "receivedAt", "created_at", "createdAt", "date", "@timestamp", "datetime")
"""How collectors call the time of a report. The browser itself says only how old it is."""

EVENT = "securitypolicyviolation"
"""What a page hears itself, and may send on."""

OLD = ("blocked-uri", "effective-directive", "violated-directive", "document-uri", "source-file", "script-sample",
       "original-policy", "disposition")  # fmt: skip
NEW = ("blockedURL", "effectiveDirective", "violatedDirective", "documentURL", "sourceFile", "sample",
       "originalPolicy", "disposition")  # fmt: skip

SPELLINGS = {
    "blockeduri": "blocked-uri", "blockedurl": "blocked-uri", "effectivedirective": "effective-directive",
    "directive": "effective-directive", "violateddirective": "violated-directive", "documenturi": "document-uri",
    "documenturl": "document-uri", "sourcefile": "source-file", "scriptsample": "script-sample", "sample": "script-sample",
    "originalpolicy": "original-policy", "disposition": "disposition",
}  # fmt: skip
"""The names of the fields without case and hyphens, in the spelling of `report-uri`."""

TEXTS = frozenset({"inline", "eval", "self", "data", "blob", "wasm-eval", "trusted-types-policy", "trusted-types-sink"})
"""What stands for an address where none was blocked. Old browsers say `self` of a text in the page."""

TAG_MANAGER = "https://www.googletagmanager.com"


class Violation(Record):
    """What reports have in common that are counted together. Addresses are origins: what stands behind concerns visitors.

    `blocked` is `inline`, `eval` and the like where a text was blocked; of Tag Manager it has the container's ID.
    """

    directive: str
    blocked: str
    source: str
    page: str
    sample: str = ""
    only_reported: bool = False


def found(data: Any, depth: int = 0) -> Iterator[tuple[Body, Body]]:
    """Each report in a value, with what stands around it."""
    if isinstance(data, dict):
        body = data.get("csp-report")
        kind = data.get("type")
        if body is None and kind == "csp-violation":
            body = data.get("body")
        elif body is None and kind == EVENT:
            body = data
        if isinstance(body, dict):
            yield body, data
        elif depth < 4 and kind is None:
            yield from inside(data, depth)
    elif isinstance(data, list) and depth < 4:
        for one in data:
            yield from found(one, depth + 1)
    elif isinstance(data, str) and depth < 4 and data[:1] in ("{", "["):
        try:
            yield from found(json.loads(data), depth + 1)
        except (ValueError, RecursionError):
            return


def inside(data: Body, depth: int) -> Iterator[tuple[Body, Body]]:
    """The report that a collector keeps, or a body without anything around it."""
    for key in WRAPPED:
        if isinstance(data.get(key), dict | list | str):
            kept = [(body, {**around, **data}) for body, around in found(data[key], depth + 1)]
            if kept:
                yield from kept
                return
    if any(SPELLINGS.get(plain(key)) in ("blocked-uri", "effective-directive", "violated-directive") for key in data):
        yield data, data


def plain(key: str) -> str:
    """A field's name without case, hyphens and underscores."""
    return key.lower().replace("-", "").replace("_", "")


def fields(body: Body) -> tuple[Any, ...]:
    """The fields in one order, by either spelling; others that occur are looked up one by one."""
    if "blocked-uri" in body or "violated-directive" in body or "effective-directive" in body:
        return tuple(map(body.get, OLD))
    if "blockedURL" in body:
        return tuple(map(body.get, NEW))
    known = {SPELLINGS[plain(key)]: value for key, value in body.items() if plain(key) in SPELLINGS}
    return tuple(map(known.get, OLD))


Key = tuple[str, str, str, str, str, bool]
"""The fields of a `Violation`, in their order."""


def key_of(body: Body) -> tuple[Key, str]:
    """What a report is counted as, and the policy that it quotes. No record is made of it: it is asked of every report."""
    get = body.get
    if (blocked := get("blocked-uri")) is not None:  # as nearly all are written, without a detour
        directive, page, source = (
            get("effective-directive") or get("violated-directive"),
            get("document-uri"),
            get("source-file"),
        )
        sample, policy, disposition = get("script-sample"), get("original-policy"), get("disposition")
    else:
        blocked, directive, violated, page, source, sample, policy, disposition = fields(body)
        directive = directive or violated
    if type(directive) is not str:
        directive = str(directive or "")
    if " " in directive:
        directive = directive.partition(" ")[0]
    if type(blocked) is not str or blocked in TEXTS:
        shown = blocked.lower() if type(blocked) is str else ""
    else:
        shown = origin(blocked)
        if shown == TAG_MANAGER:
            shown = with_container(blocked)
    key = (
        directive[:40],
        shown,
        origin(source) if source and type(source) is str else "",
        origin(page) if type(page) is str else "",
        sample[:40] if sample and type(sample) is str and ":" not in shown else "",
        disposition == "report",
    )
    return key, policy if type(policy) is str else ""


def origin(url: str) -> str:
    """The scheme, host and port of an address; of one without a host what stands before the first slash."""
    end = url.find("/", 8)
    cut = url[:end] if end != -1 else url.partition("?")[0]
    return cut[:120] if not cut.startswith("data:") else "data"


def with_container(url: str) -> str:
    """The origin of Tag Manager with the ID in the address: a stranger's container is not ours."""
    _, _, query = url.partition("?")
    id = next((part[3:] for part in query.split("&") if part.startswith("id=")), "")
    return f"{TAG_MANAGER}?id={id[:20]}" if id else TAG_MANAGER


def day_of(around: Body, known: list[str]) -> str:
    """The day of a report by what a collector wrote around it; `known` remembers under which name it was found."""
    for key in known or TIMES:
        value = around.get(key)
        if value is not None:
            day = as_day(value)
            if day:
                known[:] = [key]
                return day
    return ""


def as_day(value: Any) -> str:
    """A day out of a text (ISO 8601) or a number of seconds or milliseconds since 1970."""
    if isinstance(value, str):
        text = value[:10]
        return text if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal() else ""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    from datetime import UTC, datetime

    seconds = value / 1000 if value > 100_000_000_000 else value
    if not 946_684_800 <= seconds < 4_102_444_800:  # the years 2000 to 2099
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
