"""Keys that code works out in a loop over a list that is written out: `['a', 'b'].forEach(function (key) { object[key] = 1; })`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.gtm.calls import callee_of, step_of
from govern.gtm.fixed import fixed
from govern.gtm.javascript import FUNCTIONS, Code, above, parents
from govern.signals.code.named_values import list_of

if TYPE_CHECKING:
    from tree_sitter import Node

MOST = 40
"""A list of more parts is not followed."""


def keys_of(code: Code, index: Node) -> tuple[tuple[str, ...], Node | None]:
    """The texts that a key stands for, and the block of the loop over them; no texts where they are not known."""
    name, around = code.written(index), parents(code)
    for one in above(code, index) if index.type == "identifier" else ():
        if one.type == "for_in_statement" and variable_of(code, one) == name:
            return texts(code, list_of(code, one.child_by_field_name("right"))), around.get(one.id)
        if one.type in FUNCTIONS and first_parameter(code, one) == name:
            listed, call = each_of(code, one)
            statement = around.get(call.id) if call is not None else None
            return texts(code, listed), around.get(statement.id) if statement is not None else None
    if index.type == "subscript_expression":
        loop = next((one for one in above(code, index) if one.type == "for_statement"), None)
        return texts(code, list_of(code, index.child_by_field_name("object"))), around.get(
            loop.id
        ) if loop is not None else None
    text = fixed(code, index)
    return ((text,) if text is not None else ()), None


def texts(code: Code, listed: Node | None) -> tuple[str, ...]:
    """The texts of a list that holds nothing else."""
    parts = listed.named_children if listed is not None else []
    found = tuple(text for part in parts if part.type == "string" and (text := fixed(code, part)) is not None)
    return found if len(found) == len(parts) <= MOST else ()


def variable_of(code: Code, loop: Node) -> str:
    """The name that stands for a part in each round of `for (… of …)`; empty for `in`."""
    left, sign = loop.child_by_field_name("left"), loop.child_by_field_name("operator")
    return code.written(left) if left is not None and sign is not None and code.written(sign) == "of" else ""


def first_parameter(code: Code, function: Node) -> str:
    """The name of a function's first parameter; empty where it has none."""
    listed = function.child_by_field_name("parameters")
    first = next(iter(listed.named_children), None) if listed is not None else function.child_by_field_name("parameter")
    return code.written(first) if first is not None else ""


def each_of(code: Code, function: Node) -> tuple[Node | None, Node | None]:
    """The list whose parts a function is called with, and the call that does so: `list.forEach(function …)`."""
    handed = parents(code).get(function.id)
    call = parents(code).get(handed.id) if handed is not None and handed.type == "arguments" else None
    callee = callee_of(call) if call is not None else None
    if callee is None or callee.type != "member_expression" or step_of(code, callee) != "forEach":
        return None, None
    return list_of(code, callee.child_by_field_name("object")), call
