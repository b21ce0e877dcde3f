"""What an address says that tells a platform something, by the forms of requests that its facts have: those of its own script.

An image that a vendor hands out for pages without scripts asks for the same addresses as the script does, so that one fact
serves what is recorded and what is set up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from govern.core.regex import regex
from govern.platforms import load, platforms
from govern.platforms.facts import Request
from govern.platforms.vendors import VENDORS
from govern.signals.signal import Kind

HOLE = regex(r"(\{\{[^{}]+\}\})")
QUOTED = regex(r"\"?(\{\{[^{}]+\}\})\"?")

DOTTED = regex(r"\[([^\[\]0-9][^\[\]]*)\]")
"""`ed[value]`, which is another spelling of `ed.value`."""

KINDS: dict[str, Kind] = {"base": "base", "consent": "consent", "person": "person", "support": "support"}

MOST = 200
"""So many fields of a query are read, and so many values in one that is JSON."""


class PixelForm(NamedTuple):
    """The form of a request: the way to each field by our name for it, the beginnings of a platform's own fields."""

    platform: str
    asked: Request
    host: re.Pattern[str]
    path: re.Pattern[str]
    ways: dict[str, str]
    beginnings: tuple[str, ...]

    def kind(self, name: str) -> Kind:
        """What a request is for that names an event so, or none."""
        said = self.asked.kinds.get(name, "event") if name else self.asked.nameless
        return KINDS.get(said, "event")

    def own_name(self, key: str) -> str:
        """The platform's name for a parameter that stands in a field."""
        return key.removeprefix(next((one for one in self.beginnings if key.startswith(one)), ""))


@cache
def pixel_forms() -> tuple[PixelForm, ...]:
    """The forms of all platforms that tell events by the query of an address."""
    every = [(key, asked) for key in platforms() for asked in load(key).facts.browser.requests]
    every += [(vendor.key, asked) for vendor in VENDORS for asked in vendor.requests]
    return tuple(
        PixelForm(
            "floodlight"
            if asked.encoding == "semicolon"
            else key,  # a product of its own, whose facts stand with Google Ads
            asked,
            re.compile(asked.host_pattern),
            re.compile(asked.path_pattern),
            {name: DOTTED.sub(r".\1", way) for name, way in asked.params.items()},
            tuple(one.removesuffix("[").removesuffix(".") + "." for one in asked.custom),
        )
        for key, asked in every
        if asked.kind == "event" and is_by_query(asked)
    )


def is_by_query(asked: Request) -> bool:
    """Whether a request may say everything in its address."""
    return (asked.encoding.startswith(("query", "semicolon")) and not asked.batch) or (
        "GET" in asked.methods and asked.encoding.startswith("form")
    )


def form_of(address: str) -> tuple[PixelForm, str, tuple[str, ...]] | None:
    """The form of an address, the account in its path, and its fields; nothing where no platform is asked for it."""
    host, path = host_and_path(address)
    for form in pixel_forms() if host else ():
        found = form.path.search(path) if form.host.search(host) else None
        if found is not None:
            query = address.partition("?")[2].partition("#")[0].split("&")
            fields = path[found.end() :].split(";") if form.asked.encoding == "semicolon" else query
            return form, found.groupdict().get("id") or "", tuple(fields[:MOST])
    return None


def host_and_path(address: str) -> tuple[str, str]:
    """The host of an address, and the path on it; empty where it has none."""
    _, slashes, rest = address.partition("//")
    if not slashes:
        return "", ""
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    path = rest[end:].split("?")[0].split("#")[0]
    return rest[:end].rpartition("@")[2].split(":")[0].lower(), path


def query_of(fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The fields of an address (`key=value`) by their ways, `{{…}}` in them as they are."""
    from urllib.parse import unquote_plus

    for part in fields:
        key, _, value = part.partition("=")
        if key:
            pieces = HOLE.split(value)
            text = "".join(piece if at % 2 else unquote_plus(piece) for at, piece in enumerate(pieces))
            yield from opened(unquote_plus(key), text)


def opened(key: str, text: str) -> Iterator[tuple[str, str]]:
    """A field of a query, or each value in it where that is JSON: `ed.value`, `events[0][0]`."""
    left: list[tuple[str, Any]] = [(DOTTED.sub(r".\1", key), as_data(text) if text[:1] in ("{", "[") else text)]
    for _ in range(MOST):
        if not left:
            return
        way, value = left.pop()
        if isinstance(value, dict):
            left.extend((f"{way}.{name}", one) for name, one in list(value.items())[:MOST])
        elif isinstance(value, list):
            left.extend((f"{way}[{at}]", one) for at, one in enumerate(value[:MOST]))
        else:
            yield way, value if isinstance(value, str) else json.dumps(value)


def as_data(text: str) -> Any:
    """A text as the JSON that it is, with or without quotes around a `{{Name}}`; else the text."""
    for written in (text, QUOTED.sub(lambda found: json.dumps(found[1]), text)):
        try:
            return json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
    return text
