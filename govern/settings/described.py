"""What a row says beyond the platform's own description of it: fields that are not in it, words that are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Route


def unlisted(row: dict[str, Any], schema: str, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """The way to each field that a schema does not have, and to each word that its field does not take, with the word."""
    from govern.settings.schema import ENUMS, SCHEMAS

    fields = SCHEMAS.get(schema, {})
    for key, value in row.items():
        name = key if key in fields else camel(key)
        if name not in fields:
            yield (*route, key), ""
            continue
        kind = fields[name]
        if kind.startswith("enum:"):
            if (
                isinstance(value, str)
                and value
                and value not in ENUMS[kind[5:]]
                and value.upper() not in ENUMS[kind[5:]]
            ):
                yield (*route, key), value
        elif kind and isinstance(value, dict):
            yield from unlisted(value, kind, (*route, key))


def words_of(schema: str, route: Route) -> tuple[str, ...]:
    """The words that may stand where a route leads to."""
    from govern.settings.schema import ENUMS, SCHEMAS

    for step in route:
        fields = SCHEMAS.get(schema, {})
        schema = fields.get(str(step), fields.get(camel(str(step)), ""))
    return ENUMS.get(schema.removeprefix("enum:"), ())


def camel(key: str) -> str:
    """A name as REST writes it: `countingType` for `counting_type` of the Python library."""
    first, *others = key.split("_")
    return first + "".join(word.capitalize() for word in others)
