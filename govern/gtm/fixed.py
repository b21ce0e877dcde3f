"""Texts that code puts together of fixed parts: `'fb' + 'q'`, `['p', 'age'].join('')`, a template without holes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.gtm.javascript import Code

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 30
"""How deep an expression is read."""

ESCAPE = regex(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|.)", re.DOTALL)

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def fixed(code: Code, node: Node | None, depth: int = 0) -> str | None:
    """The text that an expression always is; nothing where that is not sure. Names are followed by whoever asks."""
    if node is None or depth > DEEPEST:
        return None
    if node.type in ("string", "template_string"):
        return written_out(code, node)
    if node.type == "number":
        return code.written(node)
    if node.type == "call_expression":
        return joined_list(code, node, depth + 1)
    parts = summands(code, node) if node.type in ("parenthesized_expression", "binary_expression") else ()
    if len(parts) < 2 and (not parts or parts[0] == node):
        return None
    return together([fixed(code, part, depth + 1) for part in parts], "") if is_text(parts) else None


def is_text(parts: tuple[Node, ...]) -> bool:
    """Whether adding these makes a text: one of the first two is one, so that nothing is counted."""
    return len(parts) == 1 or any(part.type != "number" for part in parts[:2])


def together(parts: list[str | None], between: str) -> str | None:
    """Texts made one; nothing where one of them is not known."""
    texts = [part for part in parts if part is not None]
    return between.join(texts) if len(texts) == len(parts) else None


def written_out(code: Code, node: Node) -> str | None:
    """A text in quotes or a template, its escapes resolved; nothing for a template with values in it."""
    parts = []
    for part in node.named_children:
        if part.type == "template_substitution":
            return None
        parts.append(unescaped(code.written(part)) if part.type == "escape_sequence" else code.written(part))
    return "".join(parts)


def joined_list(code: Code, call: Node, depth: int) -> str | None:
    """`['fb', 'q'].join('')`."""
    callee, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    held = callee.child_by_field_name("object") if callee is not None else None
    method = callee.child_by_field_name("property") if callee is not None else None
    if held is None or method is None or given is None or held.type != "array" or code.written(method) != "join":
        return None
    between = fixed(code, given.named_children[0], depth) if given.named_child_count else ","
    parts = [fixed(code, part, depth) for part in held.named_children if part.type != "comment"]
    return together(parts, between) if between is not None else None


def beginning(code: Code, node: Node | None) -> str:
    """The text that an expression begins with for certain: of `'https://' + host` that before the plus."""
    parts = summands(code, node) if node is not None else ()
    found = ""
    for part in parts:
        text = fixed(code, part)
        if text is None:
            return found + (as_text(code.written(part)[1:-1]) if part.type == "template_string" else "")
        found += text
    return found


def summands(code: Code, node: Node) -> tuple[Node, ...]:
    """What an expression adds up, in order; of one that adds nothing itself. However many they are, they nest to the left."""
    found: list[Node] = []
    while True:
        if node.type == "parenthesized_expression" and node.named_child_count == 1:
            node = node.named_children[0]
            continue
        operator, left, right = (node.child_by_field_name(key) for key in ("operator", "left", "right"))
        is_sum = node.type == "binary_expression" and operator is not None and code.written(operator) == "+"
        if not is_sum or left is None or right is None:
            return (node, *reversed(found))
        found.append(right)
        node = left


def as_text(written: str) -> str:
    """What stands between quotes, its escapes resolved."""
    return ESCAPE.sub(lambda found: unescaped(found[0]), written) if "\\" in written else written


def unescaped(sequence: str) -> str:
    """What an escape in a text stands for."""
    kind = sequence[1:2]
    if kind in ("x", "u"):
        digits = sequence[2:].strip("{}")
        try:
            return chr(int(digits, 16))
        except (ValueError, OverflowError):
            return sequence
    return ESCAPES.get(kind, "" if kind in ("\n", "\r") else kind)
