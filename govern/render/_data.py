"""The review as JSON, for programs: everything that the pages print, under the same names."""

from __future__ import annotations

import json
from typing import Any

from govern.core.record import Record
from govern.render._shown import Shown


def text(values: dict[str, Any]) -> str:
    """The document: keys in order, each entry of a list on a line of its own."""
    shown = Shown()
    parts = (f"{written(key)}: {lines(value, shown)}" for key, value in sorted({"schema_version": 1, **values}.items()))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def lines(value: Any, shown: Shown) -> str:
    """A value: of a list each entry by itself, so that large reviews are written in time, and differences are lines."""
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(written(made(item, shown)) for item in value) + "\n]"
    return written(made(value, shown))


def written(value: Any) -> str:
    """Plain data on one line."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def plain(value: Any) -> Any:
    """A value of plain types, in which no credential is shown."""
    return made(value, Shown())


def made(value: Any, shown: Shown) -> Any:
    """`plain`, with what was shown already."""
    if isinstance(value, str):
        return shown[value]
    if isinstance(value, Record):
        return {name: made(getattr(value, name), shown) for name in value.__fields__}
    if isinstance(value, dict):
        return {str(key): made(item, shown) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [made(item, shown) for item in value]
    return value
