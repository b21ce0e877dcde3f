"""The review as JSON, for programs: everything that the pages print, under the same names."""

from __future__ import annotations

import json
from typing import Any

from govern.core.record import Record
from govern.render.reviews.shown import Shown

ENCODER = json.JSONEncoder(ensure_ascii=False)


class Texts(dict[str, str]):
    """Texts as JSON, each written once, as they are `shown`; and the fields of records in their order, by class."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.fields: dict[type[Record], tuple[tuple[str, str], ...]] = {}

    def __missing__(self, text: str) -> str:
        found = self[text] = ENCODER.encode(self.shown[text])
        return found

    def fields_of(self, record: Record) -> tuple[tuple[str, str], ...]:
        """The names of a record's fields in order, each with what stands ahead of its value."""
        kind = type(record)
        if kind not in self.fields:
            self.fields[kind] = tuple((name, f'"{name}": ') for name in sorted(kind.__fields__))
        return self.fields[kind]


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
        told = ((ahead, getattr(value, name)) for name, ahead in texts.fields_of(value))
        return "{" + ", ".join([ahead + (texts[p] if type(p) is str else written(p, texts)) for ahead, p in told]) + "}"
    if isinstance(value, dict):
        parts = {str(key): item for key, item in value.items()}
        return "{" + ", ".join(f"{ENCODER.encode(key)}: {written(parts[key], texts)}" for key in sorted(parts)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([written(item, texts) for item in value]) + "]"
    return ENCODER.encode(value)


def plain(value: Any) -> Any:
    """A value of plain types, in which no credential is shown."""
    return json.loads(written(value, Texts(Shown())))
