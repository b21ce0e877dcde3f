"""Code that no browser can read: where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.regex import regex
from govern.gtm.javascript import Code
from govern.gtm.nodes import nodes

if TYPE_CHECKING:
    from tree_sitter import Node

LONE_COMMA = regex(rb"[,{]\s*(?:,|/[/*])")
"""What stands in every object with a comma too many: a comment may be between."""


@memo
def first_error(code: Code) -> Node | None:
    """The first place where code cannot be read, whole or for want of something; nothing where it can."""
    if not code.root.has_error:
        return next(passed(code), None)
    node = code.root
    while True:
        inside = next((child for child in node.children if child.has_error or child.is_missing), None)
        if inside is None or node.is_error:
            return node
        node = inside


def passed(code: Code) -> Iterator[Node]:
    """The mistakes that the grammar lets pass: a `return` outside of functions, and two commas side by side in an object."""
    if b"return" in code.text:
        yield from outside(nodes(code, "return"), nodes(code, "function"))
    if LONE_COMMA.search(code.text):
        for node in nodes(code, "object"):
            parts = [child.type for child in node.children if child.type != "comment"]
            if any(one == other == "," for one, other in pairwise(parts)) or parts[1:2] == [","]:
                yield node


def outside(found: Iterable[Node], functions: Iterable[Node]) -> Iterator[Node]:
    """The nodes that stand in none of the functions; both come in the order of the code."""
    left, end = iter(functions), 0
    function = next(left, None)
    for node in found:
        while function is not None and function.start_byte <= node.start_byte:
            end = max(end, function.end_byte)
            function = next(left, None)
        if node.start_byte >= end:
            yield node
