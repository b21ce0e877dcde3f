"""Loops over a list that is written out: what the code inside says is said once for each of its parts.

`for (var i = 0; i < names.length; i++) fbq('track', names[i])` is as many calls as `names` has parts, and as sure as the loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.gtm.javascript import FUNCTIONS, Code, above, inside
from govern.gtm.nodes import nodes
from govern.signals.code.guards import Reached
from govern.signals.code.named_values import list_of, names_of

if TYPE_CHECKING:
    from tree_sitter import Node

LOOPS = ("for_statement", "for_in_statement", "while_statement")

MOST = 40
"""So many parts of a list are followed."""

LARGE = 400
"""In arguments of more parts nothing is looked for."""


def rounds(code: Code, node: Node, arguments: tuple[Node, ...]) -> tuple[dict[str, Node], ...]:
    """What expressions in a call stand for, in each round of the loop around it: its variable, or `names[i]`.

    Empty where there is no loop over a list that is written out, or where the call says the same in each round.
    """
    loop = around(code, node)
    if loop is None:
        return ()
    used = dict.fromkeys(code.written(part) for part in said(code, loop, arguments))
    lists = {written: parts for written, parts in of_list(code, loop, used) if parts}
    longest = max(map(len, lists.values()), default=0)
    each = range(min(longest, MOST))
    return tuple({written: parts[at] for written, parts in lists.items() if at < len(parts)} for at in each)


def around(code: Code, node: Node) -> Node | None:
    """The nearest loop around a place in its function."""
    for one in above(code, node):
        if one.type in FUNCTIONS:
            return None
        if one.type in LOOPS:
            return one
    return None


def said(code: Code, loop: Node, arguments: tuple[Node, ...]) -> Iterator[Node]:
    """The names and parts of lists in some expressions, and in what names of the loop's own stand for."""
    left, seen = list(arguments), set[str]()
    for part in islice((part for node in growing(left) for part in inside(node)), LARGE):
        if part.type == "subscript_expression":
            yield part
        elif part.type == "identifier" and (name := code.written(part)) not in seen:
            seen.add(name)
            yield part
            values = names_of(code).values.get(name, ())
            left.extend(one for one in values if loop.start_byte <= one.start_byte < loop.end_byte and len(values) == 1)


def growing(left: list[Node]) -> Iterator[Node]:
    """The entries of a list that grows while it is read."""
    at = 0
    while at < len(left):
        yield left[at]
        at += 1


def of_list(code: Code, loop: Node, used: dict[str, None]) -> Iterator[tuple[str, list[Node]]]:
    """What a loop goes through: an expression that is used in it, and the parts it stands for."""
    if loop.type == "for_in_statement":
        left, right, sign = (loop.child_by_field_name(key) for key in ("left", "right", "operator"))
        if left is None or right is None or sign is None:
            return
        name, is_of = code.written(left), code.written(sign) == "of"
        listed = name if is_of else f"{code.written(right)}[{name}]"
        if listed in used:
            yield listed, parts_of(list_of(code, right))
        return
    names = counters(code).get(loop.id, set())
    for written in used:
        held, _, index = written.partition("[")
        if index.removesuffix("]") in names:
            values = names_of(code).values.get(held, ())
            yield written, parts_of(list_of(code, values[0]) if len(values) == 1 else None)


@memo
def counters(code: Code) -> dict[int, set[str]]:
    """What is counted in each loop, by the loop's id."""
    found: dict[int, set[str]] = {}
    for node in nodes(code, "changed"):
        loop = around(code, node)
        if loop is not None:
            found.setdefault(loop.id, set()).add(code.written(node))
    return found


def parts_of(listed: Node | None) -> list[Node]:
    """The parts of a list that is written out."""
    return [part for part in listed.named_children if part.type != "comment"] if listed is not None else []


def without(reached: Reached, loop: Node) -> Reached:
    """How a place is come to, the loop around it aside, which has at least one round."""
    name = loop.type.replace("_", " ")
    at = next((at for at, guard in enumerate(reached.guards) if guard.test == name), None)
    if at is None:
        return reached
    guards = (*reached.guards[:at], *reached.guards[at + 1 :])
    always = reached.surely == "under conditions" and not guards
    return Reached("always" if always else reached.surely, guards, reached.after)
