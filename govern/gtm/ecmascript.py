"""The level of the language that code is written in, against what Tag Manager compiles.

Tag Manager compiles custom HTML and custom JavaScript as ECMAScript 5 and refuses what is newer when the container is saved
or published: "This language feature is only supported for ECMASCRIPT6 mode or better: const declaration".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.regex import regex
from govern.gtm.javascript import Code
from govern.gtm.nodes import form, nodes

if TYPE_CHECKING:
    from tree_sitter import Node

FEATURES = {
    "const": "a const declaration",
    "let": "a let declaration",
    "arrow": "an arrow function",
    "template": "a template literal",
    "class": "a class",
    "spread": "a spread",
    "rest": "rest parameters",
    "destructuring": "destructuring",
    "default": "a default value of a parameter",
    "shorthand": "a shorthand property",
    "method": "a method in an object",
    "computed": "a computed property name",
    "optional": "optional chaining",
    "generator": "a generator",
    "await": "await",
    "async": "an async function",
    "nullish": "the operator ??",
    "exponent": "the operator **",
    "logical": "a logical assignment",
    "for_of": "a for … of loop",
    "catch": "a catch without a variable",
    "module": "an import or export",
    "number": "a number in a newer form",
    "regex": "a regular expression in a newer form",
    "trailing": "a comma after the last argument",
}
"""What messages call a feature, by the name under which `nodes` finds it."""

GETTER = regex(r"(?:get|set)\b")
NEW_NUMBER = regex(r"0[bBoO][0-7]+|[0-9]+n|[0-9][0-9_]*_[0-9]+")
LIKE_NEW_NUMBER = regex(rb"0[bBoO][0-7]|[0-9][n_]")
"""What stands in every number of a newer form, and in names now and then."""

NEW_FLAG = regex(r"/[a-z]*[dsuvy][a-z]*\Z")
NEW_GROUP = regex(r"\(\?<")
"""What is newer in regular expressions: flags, and groups that have names or look behind."""

LIKE_NEW_FLAG = regex(rb"/[a-z]*[dsuvy]")
"""What stands in every regular expression with a newer flag, and in many addresses."""


class Newer(Record):
    """A feature that is newer than ECMAScript 5: what it is called, and the line where it stands first."""

    feature: str
    line: int


def newer(code: Code) -> tuple[Newer, ...]:
    """The features of code that Tag Manager does not compile, each once, in the order of the code."""
    if not code.is_compiled or code.root.has_error:
        return ()
    found: dict[str, Node] = {}
    for name in (FEATURES.keys() & form(code).keys()) | candidates(code):
        fitting = (node for node in nodes(code, name) if is_newer(code, name, node))
        if (first := next(fitting, None)) is not None:
            found[name] = first
    inside = sorted(found.items(), key=lambda item: (item[1].start_byte, -item[1].end_byte, item[0]))
    return tuple(Newer(FEATURES[name], code.line_of(node)) for name, node in inside)


def candidates(code: Code) -> set[str]:
    """What is a part of nearly all code and newer in few: only where its text may be of a newer form it is looked for."""
    text = code.filled
    found = {"number"} if LIKE_NEW_NUMBER.search(text) else set()
    return found | {"regex"} if b"(?<" in text or LIKE_NEW_FLAG.search(text) else found


def is_newer(code: Code, name: str, node: Node) -> bool:
    """Whether a node is what its name says: getters are as old as ECMAScript 5, and so are most numbers."""
    if name == "number":
        return NEW_NUMBER.fullmatch(code.written(node)) is not None
    if name == "regex":
        written = code.written(node)
        return NEW_FLAG.search(written) is not None or NEW_GROUP.search(written) is not None
    if name == "method":
        methods = (child for child in node.named_children if child.type == "method_definition")
        return any(not GETTER.match(code.written(child)) for child in methods)
    return True
