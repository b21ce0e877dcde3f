"""The strict pydantic models of the spec language, built from the records: they say why data does not fit, and they
give editors the JSON Schema.

Importing pydantic takes longer than linting a small project, so nothing valid gets here.
"""

from __future__ import annotations

import json
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from govern.core.record import Record
from govern.core.report import Route
from govern.spec.base import Form
from govern.spec.fit import fields_of, key_of, once

Objection = tuple[str, Route, Any, dict[str, Any]]
"""pydantic's error type (`key` where a mapping's key is the matter), the route to the value (or to the key that is
missing, unknown or wrong), the value or the key, the context."""


@once
def model(record: type[Record]) -> type[BaseModel]:
    """The pydantic model with a record's fields: unknown keys forbidden, no conversion of types."""
    fields: dict[str, Any] = {}
    for name, tp in fields_of(record).items():
        default = getattr(record, name) if hasattr(record, name) else ...
        fields[name] = (modelled(tp), Field(default, alias=key_of(name)))
    config = ConfigDict(extra="forbid", strict=True, frozen=True, title=record.__name__)
    return create_model(record.__name__, __config__=config, __doc__=record.__doc__, **fields)


def modelled(tp: Any) -> Any:
    """A type with every record in it replaced by its model."""
    if isinstance(tp, type) and issubclass(tp, Record):
        return model(tp)
    origin, args = get_origin(tp), get_args(tp)
    if origin in (Union, types.UnionType):
        return Union[tuple(modelled(arg) for arg in args)]  # noqa: UP007 - built from a list of types
    if origin is tuple:
        return tuple[modelled(args[0]), ...]  # type: ignore[misc]
    if origin is dict:
        return dict[modelled(args[0]), modelled(args[1])]  # type: ignore[misc]
    if origin in (Annotated, Literal) or not args:
        return tp
    raise TypeError(f"no model for {tp}")


def objections(record: type[Record], data: Any) -> list[Objection]:
    """Everything that keeps plain data from being the record; empty when it fits."""
    adapter = TypeAdapter(model(record))
    try:
        adapter.validate_json(json.dumps(data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [
            (
                "key" if e["loc"][-1:] == ("[key]",) else e["type"],
                walk(data, e["loc"], e["type"] == "missing"),
                e["input"],
                dict(e.get("ctx", {})),
            )
            for e in details
        ]
    return []


def walk(data: Any, loc: tuple[str | int, ...], missing: bool) -> Route:
    """pydantic's location without the names of union members; the last step of a `missing` one is the absent key."""
    route: list[str | int] = []
    for position, step in enumerate(loc):
        absent = missing and position == len(loc) - 1
        if isinstance(data, dict) and (step in data or absent):
            route.append(step)
            data = data.get(step) if isinstance(step, str) else None
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            route.append(step)
            data = data[step]
    return tuple(route)


def keys_of(record: type[Record], route: Route) -> list[str]:
    """The keys allowed at a route inside a record, for a did-you-mean."""
    return [key_of(name) for tp in types_at(record, route) if is_record(tp) for name in tp.__fields__]


def forms_of(record: type[Record], route: Route) -> list[Form]:
    """The forms that a text at a route inside a record may have."""
    return [get_args(tp)[1] for tp in types_at(record, route) if get_origin(tp) is Annotated]


def words_of(record: type[Record], route: Route) -> list[str]:
    """The words of the closed lists at a route inside a record."""
    return [word for tp in types_at(record, route) if get_origin(tp) is Literal for word in get_args(tp)]


def types_at(record: type[Record], route: Route) -> list[Any]:
    """The types that a route inside a record leads to."""
    types_here: list[Any] = [record]
    for step in route:
        types_here = [inner for tp in types_here for inner in children(tp, step)]
    return types_here


def is_record(tp: Any) -> bool:
    return isinstance(tp, type) and issubclass(tp, Record)


def children(tp: Any, step: str | int) -> list[Any]:
    """The types a step inside a type can lead to."""
    if is_record(tp):
        found = {key_of(name): inner for name, inner in fields_of(tp).items()}.get(str(step))
        return members(found)
    origin, args = get_origin(tp), get_args(tp)
    if origin is tuple and isinstance(step, int):
        return members(args[0])
    return members(args[1]) if origin is dict else []


def members(tp: Any) -> list[Any]:
    """A union's members, or the type itself."""
    if tp is None:
        return []
    return list(get_args(tp)) if get_origin(tp) in (Union, types.UnionType) else [tp]
