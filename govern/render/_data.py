"""The review as JSON, for programs: everything that the pages print, under the same names."""

from __future__ import annotations

import json
from typing import Any

from govern.core.record import Record
from govern.render._shown import Shown


def text(values: dict[str, Any]) -> str:
    """The document, keys in order."""
    return json.dumps({"schema_version": 1, **plain(values)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


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
