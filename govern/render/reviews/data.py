"""The review as JSON, for programs: everything that the pages print, under the same names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from operator import attrgetter
from typing import Any

from govern.core.record import Record
from govern.render.reviews.shown import Shown

ENCODER = json.JSONEncoder(ensure_ascii=False)
QUOTED = json.encoder.encode_basestring
"""A text as JSON: what the encoder asks itself, without asking first what it was given."""


MOST = 20_000
"""So many texts are kept: those that come again and again are soon back, and a hundred thousand messages are 30 MB."""


class Texts(dict[str, str]):
    """Texts as JSON, as they are `shown`, those of late kept; and how the records of each class are written."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.forms: dict[type[Record], tuple[Callable[[Record], tuple[Any, ...]], str]] = {}

    def __missing__(self, text: str) -> str:
        if len(self) >= MOST:
            self.clear()
        found = self[text] = QUOTED(self.shown[text])
        return found

    def form(self, kind: type[Record]) -> tuple[Callable[[Record], tuple[Any, ...]], str]:
        """What gets the values of a record, its fields in order, and the text with a place for each."""
        if kind not in self.forms:
            names = sorted(kind.__fields__)
            get = (
                attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, name) for name in names)
            )
            self.forms[kind] = get, "{" + ", ".join(f'"{name}": %s' for name in names) + "}"
        return self.forms[kind]


def document(values: dict[str, Any], shown: Shown) -> bytes:
    """The document: keys in order, each entry of a list on a line of its own, so that differences are lines. It is made of bytes from
    the start: one letter beyond ASCII would double the room that a text of 50 MB takes."""
    return joined(pieces(values, Texts(shown)))


def joined(pieces: Iterable[str]) -> bytes:
    """Pieces of a text as bytes, none of them kept besides."""
    raw = BytesIO()
    raw.writelines(piece.encode("utf-8", "surrogatepass") for piece in pieces)
    return raw.getvalue()


def pieces(values: dict[str, Any], texts: Texts) -> Iterator[str]:
    """The document, an entry of each list at a time."""
    opening = "{\n"
    for key, value in sorted({"schema_version": 1, **values}.items()):
        yield f"{opening}{texts[key]}: "
        opening = ",\n"
        if isinstance(value, list | tuple) and value:
            for at, item in enumerate(value):
                yield ",\n" if at else "[\n"
                yield from parts(item, texts)
            yield "\n]"
        else:
            yield written(value, texts)
    yield "\n}\n"


def parts(value: Any, texts: Texts) -> Iterator[str]:
    """A value on one line in pieces: a rule may have a hundred thousand findings, and the line 30 MB."""
    if not isinstance(value, list | tuple) or not any(isinstance(item, list | tuple) for item in value):
        yield written(value, texts)
        return
    for at, item in enumerate(value):
        yield ", " if at else "["
        yield from parts(item, texts)
    yield "]"


def written(value: Any, texts: Texts) -> str:
    """A value on one line, the keys of records and mappings in order."""
    if isinstance(value, str):
        return texts[value]
    if isinstance(value, Record):
        get, form = texts.form(type(value))
        return form % tuple([texts[part] if type(part) is str else written(part, texts) for part in get(value)])
    if isinstance(value, dict):
        parts = {str(key): item for key, item in value.items()}
        return "{" + ", ".join(f"{ENCODER.encode(key)}: {written(parts[key], texts)}" for key in sorted(parts)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([written(item, texts) for item in value]) + "]"
    return ENCODER.encode(value)


def plain(value: Any) -> Any:
    """A value of plain types, in which no credential is shown."""
    return json.loads(written(value, Texts(Shown())))
