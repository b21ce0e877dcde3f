"""One request of a capture, whoever recorded it, and how its parts are read: address, query, body."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place

DEEPEST = 6
STEP = regex(r"[^.\[\]]+|\[\d+\]")
LONGEST = 200_000
"""The longest text of a query or a form that is taken apart."""


class Request(Record):
    """One request. `body` is what was sent, as data where it is JSON; `form` its fields where it is a form. `answer` is what
    came back, as data where it is JSON. Times are microseconds since 1970, `ms` is how long the answer took."""

    n: int
    place: Place
    url: str = ""
    method: str = "GET"
    body: Any = None
    form: dict[str, str] = {}
    status: int | None = None
    ms: float | None = None
    at_us: int | None = None
    answer: Any = None
    visit: str = ""
    """The page of the recording that sent it."""
    device: str = ""
    message: bool = False
    """Whether it is a message of the data layer, and no request."""
    exchange: str = ""
    """What a log has on a request and again on its answer, where it writes them apart."""
    owners: tuple[str, ...] = ()
    """The platforms that take such a body, where that was asked on the way."""
    row: bool = False
    """Whether it is a row of an export, which tells an event by itself."""


class Address(Record):
    """An address in its parts; the query's first value counts."""

    host: str
    path: str
    query: dict[str, str]
    scheme: str = ""


def address_of(url: str) -> Address:
    """The parts of an address, all empty where it is not an address. A path may hold fields after its semicolons."""
    try:
        parts = urlsplit(url[:LONGEST])
        host = (parts.hostname or "").lower()
    except ValueError:
        return Address("", "", {})
    path, _, fields = parts.path.partition(";")
    folder, _, last = path.rpartition("/")
    if fields and "=" in last:  # `/ddm/activity/src=1;cat=2`: the first field stands where a file would
        path, fields = f"{folder}/", f"{last};{fields}"
    query = fields_of(parts.query)
    for field in fields.split(";") if fields else ():
        name, _, value = field.partition("=")
        query.setdefault(name, unquote(value))
    return Address(host, f"{path};" if fields else path, query, parts.scheme)


def fields_of(text: str) -> dict[str, str]:
    """The fields of a query or of a form, the first of each name."""
    found: dict[str, str] = {}
    try:
        for name, value in parse_qsl(text[:LONGEST], keep_blank_values=True, max_num_fields=2000):
            found.setdefault(name, value)
    except ValueError:
        pass
    return found


def parsed(text: str) -> Any:
    """A text as data where it is JSON, an object or a list; else the text."""
    if text[:1] in "{[" and text:
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


@cache
def steps(way: str) -> tuple[str | int, ...]:
    """`events[0][1].value` as its steps."""
    return tuple(int(step[1:-1]) if step[0] == "[" else step for step in STEP.findall(way))


def reach(fields: Any, way: str) -> Any:
    """The value at the end of a way: a field of that very name, else step by step, through texts that are JSON or
    `name=value;…`. `None` where it leads nowhere."""
    if isinstance(fields, dict) and way in fields:
        return fields[way]
    value = fields
    for step in steps(way):
        value = inside(opened(value), step)
        if value is None:
            return None
    return value


def inside(value: Any, step: str | int) -> Any:
    """The value under a key or at a place of a list, `None` where there is none."""
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def opened(value: Any) -> Any:
    """A text as the data that it holds."""
    if not isinstance(value, str):
        return value
    if value[:1] in ("{", "["):
        return parsed(value)
    if ";" in value or "=" in value:
        return {name: unquote(inner) for name, _, inner in (part.partition("=") for part in value.split(";"))}
    return value


def below(fields: Any, beginning: str) -> dict[str, Any]:
    """What stands below a beginning: of `cd[` the fields `cd[…]`, of `ed.` the object `ed`, or fields that begin so."""
    if not isinstance(fields, dict):
        return {}
    found = {
        name[len(beginning) :].removesuffix("]") if beginning[-1] == "[" else name[len(beginning) :]: value
        for name, value in fields.items()
        if isinstance(name, str) and name.startswith(beginning)
    }
    inner = opened(reach(fields, beginning.rstrip(".["))) if beginning[-1] == "." else None
    return {**inner, **found} if isinstance(inner, dict) else found


def plain(value: Any) -> str | None:
    """A value as the text that is sent; nothing for what is not there, and for what holds other values."""
    if value is None or isinstance(value, dict | list):
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
