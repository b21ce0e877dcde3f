"""Shapes: how the rows of an answer are known for what they are, and how a file of them is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, ClassVar

from govern.core.memo import memo
from govern.core.reader import Given
from govern.core.record import Record, holder
from govern.core.report import Place, Route
from govern.settings import ALONE, LABELS, Oddity, Setting, Settings
from govern.settings.described import unlisted
from govern.settings.fields import WORDS
from govern.settings.values import Row, known, text_of
from govern.settings.walking import RESOURCES, Rows
from govern.source.answers import next_page, numbered, shown
from govern.spec.spelling import nearest

REQUESTS = frozenset({"operations", "create", "update"})
KEPT = (str, int, float, tuple)
"""What the value of a field may be."""
ASK = "ask for the next pages and put all of them into one file: jq -s . page*.json > all.json"


class Shape(Record):
    """One kind of row. `marks` are sets of keys each of which only such a row has all of; `path` its resource name.

    `wraps` are keys below which one stands by itself (`conversionAction`); `parts` what stands in the row and is a setting of
    its own, by key. `schema` names its description (`schema.py`). `used` are the keys that `fields` reads.
    """

    kind: str
    fields: Callable[[Row], dict[str, Any]]
    used: tuple[str, ...]
    lists: tuple[str, ...] = ()
    wraps: tuple[str, ...] = ()
    marks: tuple[frozenset[str], ...] = ()
    path: re.Pattern[str] | None = None
    schema: str = ""
    names: tuple[str, ...] = ("name",)
    ids: tuple[str, ...] = ("id",)
    account: Callable[[Row], str] | None = None
    parts: tuple[tuple[str, Shape], ...] = ()


class Answered(Setting):
    """A setting as a platform answered it, in a row of a shape. What it says is understood when somebody asks for it: a file may
    have 100,000 rows of which nobody asks. The row itself is not part of its value, since a secret may stand in it."""

    _row: ClassVar[Row]
    _shape: ClassVar[Shape]

    fields = cached_property(lambda self: understood(self._shape, self._row))
    rest = cached_property(lambda self: left_over(self._shape, self._row))


ANSWERED, PLACE = holder(Answered), holder(Place)
"""A large answer is made of these."""


def left_over(shape: Shape, row: Row) -> dict[str, Any]:
    """What a row says besides, in the platform's own words."""
    used = read_of(shape)
    return {key: value for key, value in row.items() if key not in used}


def understood(shape: Shape, row: Row) -> dict[str, Any]:
    """What a row says in our words; a value that no field may have says nothing."""
    said = {key: text_of(value) if key in WORDS else value for key, value in shape.fields(row).items()}
    return known(**{key: value for key, value in said.items() if isinstance(value, KEPT)})


@memo
def read_of(shape: Shape) -> frozenset[str]:
    """The keys of a row that its setting has taken in."""
    return frozenset((*shape.used, *shape.names))


def read(given: Given, platform: str, shapes: tuple[Shape, ...], doubt: str = "") -> tuple[Settings, ...]:
    """Everything in an answer as settings."""
    into = Collector(given.file, platform)
    rows = Rows(shapes, into)
    rows.walk(given.data)
    is_row = isinstance(given.data, dict) and rows.shape_of(given.data) is not None
    return (into.settings(is_list=not is_row, doubt=doubt),)


class Collector:
    """Gathers what one file says."""

    def __init__(self, file: str, platform: str) -> None:
        self.file = file
        self.platform = platform
        self.found: list[Setting] = []
        self.odd: list[Oddity] = []
        self.unknown: dict[str, Oddity] = {}
        self.more: Oddity | None = None
        self.is_request = False
        self.seen: set[tuple[object, ...]] = set()
        """Rows of these keys have been held against their description; what platforms answer is alike."""

    def page(self, route: Route, page: Row) -> None:
        """What a page says about others."""
        if (way := next_page(page, route)) is not None:
            message = f'"{way[-1]}" says that there is another page, so some are missing from this list'
            self.more = Oddity(message, Place(self.file, way, entity="list"), ASK)

    def row(self, route: Route, row: Row, shape: Shape) -> None:
        """Keep a row of the answer, and those that stand in it."""
        self.add(route, row, shape)

    def other(self, route: Route, value: Any) -> None:
        """Note what stands among rows and is not one."""
        self.strange(route, f"{numbered(route)} is {shown(value)}, expected an object")

    def strange(self, route: Route, message: str, help: str = "", entity: str = "") -> None:
        """Remember what nobody understands."""
        self.odd.append(Oddity(message, Place(self.file, route, entity=entity or numbered(route)), help))

    def add(self, route: Route, row: Row, shape: Shape, account: str = "", owner: str = "") -> None:
        """Keep a row as a setting, and go on with the rows that stand in it."""
        kind, account = shape.kind, (shape.account(row) if shape.account is not None else "") or account
        id = first_text(row, shape.ids) or last_step(row)
        name = first_text(row, shape.names)
        if kind in ALONE and kind not in ("property", "account"):
            name = account or id
        name = name or owner or account or id
        entity = f'{LABELS[kind]} "{name}"' if name else LABELS[kind]
        place = PLACE({"file": self.file, "route": route, "entity": entity})
        if kind == "account" and not understood(shape, row):
            return  # a row of something else names its account
        self.found.append(ANSWERED({"platform": self.platform, "kind": kind, "name": name, "place": place, "account": account,
                                    "id": id, "_row": row, "_shape": shape}))  # fmt: skip
        self.is_request = self.is_request or not REQUESTS.isdisjoint(route)
        form = (shape.schema, *row)
        if shape.schema and (self.is_request or form not in self.seen):
            self.seen.add(form)
            self.describe(row, shape, place)
        for key, part in shape.parts:
            inside = row.get(key)
            for position, item in enumerate(inside if isinstance(inside, list) else ()):
                if isinstance(item, dict):
                    self.add((*route, key, position), item, part, account or id, name)

    def describe(self, row: Row, shape: Shape, place: Place) -> None:
        """What the platform's own description does not have: a field, or a word that may not stand in one. What the platform
        answers is its own word, newer than the description; in the body of a request it is a mistake."""
        for path, word in unlisted(row, shape.schema):
            field, here = str(path[-1]), place.replace(route=(*place.route, *path))
            if word and self.is_request:
                message = f'{place.entity} has "{word}" as {field}, which is not a word that the platform has for it'
                self.odd.append(Oddity(message, here, f"known: {', '.join(words(shape.schema, path, word))}"))
            elif word:
                message = f'"{word}" is not a known value of {field} ({LABELS[shape.kind]}); it was kept and not judged'
                self.unknown.setdefault(word, Oddity(message, here))
            elif len(path) > 1 or field not in shape.used:
                message = (
                    f'"{field}" is not a field that is known of a {LABELS[shape.kind]}; it was kept and not judged'
                )
                self.unknown.setdefault(field, Oddity(message, here))

    def settings(self, *, is_list: bool = True, doubt: str = "") -> Settings:
        """Everything gathered."""
        if self.is_request:
            doubt = "it is the body of a request, and nobody can tell whether it was carried out"
        return Settings(self.file, self.platform, tuple(self.found), tuple(self.odd), tuple(self.unknown.values()),
                        self.more, is_list, doubt)  # fmt: skip


def words(schema: str, path: Route, meant: str) -> Iterable[str]:
    """Words that may stand in a field: the one that is nearest to what stands there, then the first ones."""
    from govern.settings.described import words_of

    known = [word for word in words_of(schema, path) if not word.endswith(("UNSPECIFIED", "UNKNOWN"))]
    near = nearest(meant.upper(), known)
    listed = sorted(known, key=lambda word: word != near)
    return [*listed[:8], *([f"and {len(listed) - 8} more"] if len(listed) > 8 else [])]


def first_text(row: Row, keys: tuple[str, ...]) -> str:
    """The first text, or number, under some keys."""
    for key in keys:
        if key in row and (text := text_of(row[key])):
            return text
    return ""


def last_step(row: Row) -> str:
    """The last step of a resource name: `2` for `properties/1/keyEvents/2`."""
    for key in RESOURCES:
        text = text_of(row.get(key))
        if text.count("/") >= 3:
            return text.rpartition("/")[2]
    return ""


def owner_in(row: Row, *keys: str) -> str:
    """Whose a resource is, by its name: `properties/1` for `properties/1/keyEvents/2`."""
    for key in keys or RESOURCES:
        said = row.get(key)
        parts = said.split("/", 2) if isinstance(said, str) else ()
        if len(parts) >= 2 and parts[0].lstrip() in ("properties", "accounts", "customers"):
            return f"{parts[0].lstrip()}/{parts[1].rstrip()}"
    return ""
