"""The review as JSON, for programs: everything that the pages print, under the same names."""

from __future__ import annotations

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from govern.core.record import Record
from govern.render.reviews.shown import Shown

ENCODER = json.JSONEncoder(ensure_ascii=False)


class Texts(dict[str, str]):
    """Texts as JSON, each written once, as they are `shown`; and how the records of each class are written."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.forms: dict[type[Record], tuple[Callable[[Record], tuple[Any, ...]], str]] = {}

    def __missing__(self, text: str) -> str:
        found = self[text] = ENCODER.encode(self.shown[text])
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


def text(values: dict[str, Any], shown: Shown) -> str:
    """The document: keys in order, each entry of a list on a line of its own, so that differences are lines."""
    texts = Texts(shown)
    parts = (f"{texts[key]}: {lines(value, texts)}" for key, value in sorted({"schema_version": 1, **values}.items()))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def lines(value: Any, texts: Texts) -> str:
    """A value; of a list each entry by itself."""
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(written(item, texts) for item in value) + "\n]"
    return written(value, texts)


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
