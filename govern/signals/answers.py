"""What a call in code answers, where that follows from what it is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govern.gtm.calls import arguments_of, path, step_of
from govern.signals.source import Made, Source, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node

    from govern.signals.expressions import Expressions

WRAPPERS = frozenset((
    "Number", "String", "parseFloat", "parseInt", "encodeURIComponent", "decodeURIComponent", "JSON.stringify", "Boolean",
    "Math.round", "Math.floor", "Math.ceil", "escape", "unescape",
))  # fmt: skip
"""Functions whose answer follows from what they are given."""

MERGES = frozenset(("Object.assign", "$.extend", "jQuery.extend", "_.extend", "_.assign", "_.merge"))
"""Functions that make several objects one."""

METHODS = frozenset((
    "toLowerCase", "toUpperCase", "trim", "toFixed", "toString", "replace", "split", "join", "map", "filter", "concat",
    "slice", "substring", "substr", "reduce", "length",
))  # fmt: skip
"""Methods of which the same holds, where they get no code of their own."""

UNSTABLE = re.compile(r"Math\.random|Date\.now|performance\.now|crypto\.randomUUID|crypto\.getRandomValues|Date")


def is_stable(source: Source) -> bool:
    """Whether something made of a source is the same each time."""
    return source.stable if isinstance(source, Made) else True


def answer(reader: Expressions, node: Node, depth: int) -> Source:
    """A call, where the answer follows from what it is given, or is another one each time."""
    callee = node.child_by_field_name("constructor" if node.type == "new_expression" else "function")
    called = path(reader.code, callee)
    arguments = arguments_of(node)
    if UNSTABLE.fullmatch(called.removesuffix("()")) or ".random" in called or "Date" in called.split("()")[0]:
        return Made(called, stable=False)
    if called in MERGES and arguments:
        return reader.merged(arguments, depth)
    if called in WRAPPERS and arguments:
        given = tuple(reader.source(part, depth) for part in arguments)
        return Unknown(f"code: {called}") if any(isinstance(one, Unknown) for one in given) else Made(called, given)
    if called == "Intl.NumberFormat().format" and arguments:
        return Made("Intl.NumberFormat().format()", (reader.source(arguments[0], depth),))
    if callee is not None and callee.type == "member_expression" and step_of(reader.code, callee) == "toLocaleString":
        return Made(".toLocaleString()", (reader.source(callee.child_by_field_name("object"), depth),))
    if callee is not None and callee.type == "member_expression" and step_of(reader.code, callee) in METHODS:
        held = reader.source(callee.child_by_field_name("object"), depth)
        plain = all(part.type in ("string", "number", "regex") for part in arguments)
        if plain and not isinstance(held, Unknown):
            words = ", ".join(reader.code.written(part)[:80] for part in arguments)
            return Made(f".{step_of(reader.code, callee)}({words})", (held,), stable=is_stable(held))
    return Unknown(f'code: "{called[:80]}()"')
