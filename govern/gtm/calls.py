"""What code calls and sets, by name: `window.fbq(…)` calls `fbq`, `(w.x = w.x || []).push(…)` calls `x.push`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.gtm.fixed import as_text, fixed
from govern.gtm.javascript import Code
from govern.gtm.nodes import nodes

if TYPE_CHECKING:
    from tree_sitter import Node

GLOBALS = ("window", "self", "globalThis", "top", "parent")
"""What a global name may stand behind."""


@memo
def called(code: Code) -> dict[str, tuple[Node, ...]]:
    """The calls in a code by the name of what is called, in the order of the code; those without a name are left out."""
    found: dict[str, list[Node]] = {}
    for node in nodes(code, "call"):
        if name := path(code, callee_of(node)):
            found.setdefault(name, []).append(node)
    return {name: tuple(nodes) for name, nodes in found.items()}


def calls_of(code: Code, *names: str) -> tuple[Node, ...]:
    """The calls of what goes by one of these names, name by name. Code in which the end of no name stands is not looked
    through, which is most of it."""
    wanted = [name for name in names if is_in(code, name)]
    return tuple(node for name in wanted for node in called(code).get(name, ()))


def values_of(code: Code, *names: str) -> tuple[tuple[Node, Node], ...]:
    """The places that set what goes by one of these names, and the value there, name by name; else as `calls_of`."""
    wanted = [name for name in names if is_in(code, name)]
    return tuple(place for name in wanted for place in set_by(code).get(name, ()))


def is_in(code: Code, name: str) -> bool:
    """Whether the end of a name stands anywhere in a code, as it does wherever something goes by that name."""
    return name.rpartition(".")[2].encode() in code.text


@memo
def set_by(code: Code) -> dict[str, tuple[tuple[Node, Node], ...]]:
    """What a code sets, by name: each place that sets it, and the value there."""
    found: dict[str, list[tuple[Node, Node]]] = {}
    for node in nodes(code, "set"):
        left, right = ends(node)
        if right is not None and (name := path(code, left)):
            found.setdefault(name, []).append((node, right))
    return {name: tuple(places) for name, places in found.items()}


def set_by_key(code: Code, key: str) -> Iterator[tuple[Node, Node]]:
    """What a code sets under a key of anything, such as `src`: each place that does, and the value there."""
    for name, places in set_by(code).items():
        if name.rpartition(".")[2] == key and "." in name:
            yield from places


def callee_of(call: Node) -> Node | None:
    """What a call calls."""
    return call.child_by_field_name("constructor" if call.type == "new_expression" else "function")


def ends(node: Node) -> tuple[Node | None, Node | None]:
    """What is set, and to what."""
    if node.type == "variable_declarator":
        return node.child_by_field_name("name"), node.child_by_field_name("value")
    return node.child_by_field_name("left"), node.child_by_field_name("right")


def path(code: Code, node: Node | None) -> str:
    """A name with what stands before it, without the window: `window.fbq` is `fbq`, `(w.x = w.x || []).push` is `x.push`.

    Empty for what has no name; a call within it is written `()`.
    """
    steps: list[str] = []
    while node is not None:
        if node.type == "identifier":
            name = code.written(node)
            steps.append("window" if name in windows(code) else name)
            break
        if node.type == "this":
            steps.append("this")
            break
        if node.type in ("member_expression", "subscript_expression"):
            key = step_of(code, node)
            if not key:
                return ""
            steps.append(key)
            node = node.child_by_field_name("object")
        elif node.type in ("parenthesized_expression", "sequence_expression"):
            node = next(reversed(node.named_children), None)
        elif node.type in ("assignment_expression", "binary_expression"):
            node = node.child_by_field_name("left")
        elif node.type in ("call_expression", "new_expression"):
            steps.append("()")
            node = callee_of(node)
        else:
            return ""
    steps.reverse()
    while len(steps) > 1 and steps[0] in GLOBALS:
        del steps[0]
    return ".".join(steps).replace(".()", "()")


def step_of(code: Code, node: Node) -> str:
    """The key by which a member is reached; empty where code works it out."""
    if node.type == "member_expression":
        key = node.child_by_field_name("property")
        return code.written(key) if key is not None else ""
    key = node.child_by_field_name("index")
    if key is not None and key.type == "identifier":
        bound = bindings(code).get(code.written(key), "")
        return bound[1:] if bound[:1] == "'" else ""
    return fixed(code, key) or ""


@memo
def windows(code: Code) -> frozenset[str]:
    """The names that a code gives to the window: `var w = window`, `!function(w){…}(window)`."""
    return frozenset(name for name, value in bindings(code).items() if value in GLOBALS)


@memo
def bindings(code: Code) -> dict[str, str]:
    """The names that are the window or one fixed text, with a quote before it, wherever a code uses them.

    What a function that is called where it stands is handed counts as set, since minified code names everything so.
    """
    if not any(name in code.text for name in (b"window", b"self", b"globalThis")):
        return {}
    found: dict[str, set[str]] = {}
    handed = {node.id: value for call in nodes(code, "call") for node, value in passed(call)}
    for node in nodes(code, "parameter"):
        found.setdefault(code.written(node), set()).add(plain(code, handed.get(node.id)))
    for node in nodes(code, "set"):
        left, right = ends(node)
        if left is not None and left.type == "identifier" and right is not None:
            found.setdefault(code.written(left), set()).add(plain(code, right))
    known = {name: next(iter(values)) for name, values in found.items() if len(values) == 1 and "" not in values}
    for name, parts in grown(code).items():
        texts = (known.pop(name, ""), *(plain(code, part) for part in parts))
        if parts and all(text[:1] == "'" for text in texts):
            known[name] = "'" + "".join(text[1:] for text in texts)
    return known


@memo
def grown(code: Code) -> dict[str, tuple[Node, ...]]:
    """What is put behind the values of names, piece by piece: `n += 'q'`. Empty for a name that something else changes too, or
    that is not always changed where it got its value."""
    found: dict[str, list[Node | None]] = {}
    for node in nodes(code, "changed"):
        whole = node.parent
        sign = whole.child_by_field_name("operator") if whole is not None else None
        adds = whole is not None and sign is not None and code.written(sign) == "+="
        found.setdefault(code.written(node), []).append(
            whole.child_by_field_name("right") if adds and whole is not None else None
        )
    values: dict[str, list[Node]] = {}
    for node in nodes(code, "set") if found else ():
        left, right = ends(node)
        if left is not None and right is not None and (name := code.written(left)) in found:
            values.setdefault(name, []).append(right)
    return {name: straight(values.get(name, []), parts) for name, parts in found.items()}


def straight(values: list[Node], parts: list[Node | None]) -> tuple[Node, ...]:
    """The pieces that are put behind a value one after another in its own block; empty where that is not sure."""
    pieces = tuple(part for part in parts if part is not None)
    block = block_of(values[0]) if len(values) == 1 else None
    same = block is not None and len(pieces) == len(parts) and all(block_of(part) == block for part in pieces)
    return pieces if same and pieces[0].start_byte > values[0].start_byte else ()


def block_of(value: Node) -> Node | None:
    """The block whose own statement sets something to a value; none where that is a part of another statement."""
    setting = value.parent
    statement = setting.parent if setting is not None else None
    known = statement is not None and statement.type in (
        "expression_statement",
        "variable_declaration",
        "lexical_declaration",
    )
    block = statement.parent if known and statement is not None else None
    return block if block is not None and block.type in ("program", "statement_block") else None


def passed(call: Node) -> Iterator[tuple[Node, Node]]:
    """The parameters of a function that is called where it stands, and what each is handed."""
    function = callee_of(call)
    while function is not None and function.type == "parenthesized_expression":
        function = next(iter(function.named_children), None)
    if function is not None and function.type in ("function_expression", "arrow_function"):
        listed = function.child_by_field_name("parameters")
        yield from zip(listed.named_children if listed is not None else (), arguments_of(call), strict=False)


def plain(code: Code, node: Node | None) -> str:
    """The window, or a fixed text behind a quote; empty for everything else."""
    if node is None or node.type == "number":
        return ""
    if node.type == "identifier":
        return written if (written := code.written(node)) in GLOBALS else ""
    text = fixed(code, node)
    return "" if text is None else f"'{text}"


def arguments_of(node: Node) -> tuple[Node, ...]:
    """The arguments of a call."""
    listed = node.child_by_field_name("arguments")
    if listed is None or listed.type != "arguments":
        return ()
    return tuple(part for part in listed.named_children if part.type != "comment")


def literal(code: Code, node: Node | None) -> str:
    """The text of a text in quotes, its escapes resolved; empty for everything else."""
    return as_text(code.written(node)[1:-1]) if node is not None and node.type in ("string", "template_string") else ""
