"""What names in a code stand for: the values they get, those that nobody can follow, and what is written into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.calls import grown, path
from govern.gtm.javascript import Code
from govern.gtm.nodes import nodes

if TYPE_CHECKING:
    from tree_sitter import Node


class Member(NamedTuple):
    """A key that an object gets, its value, and the place where code says which key it is, where it works that out."""

    key: str
    value: Node
    written: Node | None = None


class Names(Record):
    """What names in a code stand for: the values they get, those that nobody can follow, and what is written into them."""

    values: dict[str, tuple[Node, ...]]
    open: frozenset[str]
    functions: frozenset[str]
    members: dict[str, tuple[Member, ...]]


@memo
def names_of(code: Code) -> Names:
    """Every name that a code gives a value."""
    values: dict[str, list[Node | None]] = {}
    for node in nodes(code, "declared"):
        left, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if left is not None and (value is not None or code.written(left) not in values):
            values.setdefault(code.written(left), []).append(value)
    for node in nodes(code, "assigned"):
        left = node.child_by_field_name("left")
        if left is not None:
            values.setdefault(code.written(left), []).append(node.child_by_field_name("right"))
    opened = frozenset(code.written(node) for node in nodes(code, "parameter"))
    opened |= {name for name, parts in grown(code).items() if not parts}
    functions = frozenset(code.written(node) for node in nodes(code, "function_name"))
    members: dict[str, list[Member]] = {}
    for node in nodes(code, "written"):
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        name, _, key = path(code, left).rpartition(".") if left is not None else ("", "", "")
        if name and right is not None:
            members.setdefault(name, []).append(Member(key, right))
        elif left is not None and right is not None and (index := left.child_by_field_name("index")) is not None:
            members.setdefault(path(code, left.child_by_field_name("object")), []).append(Member("", right, index))
    known = {name: tuple(value for value in given if value is not None) for name, given in values.items()}
    return Names(known, opened, functions, {name: tuple(listed) for name, listed in members.items()})


def list_of(code: Code, node: Node | None) -> Node | None:
    """The list, written out, that an expression is, or that a name stands for which is given nothing else."""
    values = names_of(code).values.get(code.written(node), ()) if node is not None and node.type == "identifier" else ()
    meant = values[0] if len(values) == 1 else node
    return meant if meant is not None and meant.type == "array" else None
