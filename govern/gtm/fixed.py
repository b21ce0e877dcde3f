"""Texts that code puts together of fixed parts: `'fb' + 'q'`, `['p', 'age'].join('')`, a template without holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.gtm.javascript import Code

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 30
"""How deep an expression is read."""

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def fixed(code: Code, node: Node | None, depth: int = 0) -> str | None:
    """The text that an expression always is; nothing where that is not sure. Names are followed by whoever asks."""
    if node is None or depth > DEEPEST:
        return None
    if node.type in ("string", "template_string"):
        return written_out(code, node)
    if node.type == "number":
        return code.written(node)
    if node.type == "parenthesized_expression" and node.named_child_count == 1:
        return fixed(code, node.named_children[0], depth + 1)
    if node.type == "binary_expression" and is_sum(code, node):
        one = fixed(code, node.child_by_field_name("left"), depth + 1)
        other = fixed(code, node.child_by_field_name("right"), depth + 1) if one is not None else None
        return one + other if one is not None and other is not None else None
    return joined_list(code, node, depth + 1) if node.type == "call_expression" else None


def written_out(code: Code, node: Node) -> str | None:
    """A text in quotes or a template, its escapes resolved; nothing for a template with values in it."""
    parts = []
    for part in node.named_children:
        if part.type == "template_substitution":
            return None
        parts.append(unescaped(code.written(part)) if part.type == "escape_sequence" else code.written(part))
    return "".join(parts)


def is_sum(code: Code, node: Node) -> bool:
    """Whether an expression joins two texts: a plus, and one side in quotes."""
    operator = node.child_by_field_name("operator")
    kinds = {side.type for key in ("left", "right") if (side := node.child_by_field_name(key)) is not None}
    return operator is not None and code.written(operator) == "+" and kinds != {"number"}


def joined_list(code: Code, call: Node, depth: int) -> str | None:
    """`['fb', 'q'].join('')`."""
    callee, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    held = callee.child_by_field_name("object") if callee is not None else None
    method = callee.child_by_field_name("property") if callee is not None else None
    if held is None or method is None or given is None or held.type != "array" or code.written(method) != "join":
        return None
    between = fixed(code, given.named_children[0], depth) if given.named_child_count else ","
    parts = [fixed(code, part, depth) for part in held.named_children if part.type != "comment"]
    texts = [part for part in parts if part is not None]
    return between.join(texts) if between is not None and len(texts) == len(parts) else None


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
