"""What each key of the language means, in one sentence: the text that stands below its field, read from the source.

The schema for editors and the page of keys both show it, and nobody else needs it: what runs never looks.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Iterator
from typing import Any, get_args

from govern.core.record import Record
from govern.spec.fit import fields_of, key_of, once


@once
def described(record: type[Record]) -> dict[str, str]:
    """The keys of a record and what they mean."""
    (class_,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(class_, ast.ClassDef)
    found = {}
    for field, text in zip(class_.body, class_.body[1:], strict=False):
        named = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if named and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[key_of(field.target.id)] = " ".join(str(text.value.value).split())  # type: ignore[attr-defined]
    return found


def records(record: type[Record]) -> Iterator[type[Record]]:
    """A record and those that it is made of, each once, in the order of the fields."""
    found: dict[type[Record], None] = {}
    waiting = [record]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = None
            waiting += [inner for tp in fields_of(one).values() for inner in inside(tp)]
    yield from found


def inside(tp: Any) -> Iterator[type[Record]]:
    """The records in a type."""
    if isinstance(tp, type) and not isinstance(tp, types.GenericAlias) and issubclass(tp, Record):
        yield tp
    for argument in get_args(tp):
        yield from inside(argument)
