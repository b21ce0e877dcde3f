"""The code in a container as a tree: custom HTML and custom JavaScript, parsed by tree-sitter.

A `{{Name}}` stands for a value. Before the code is parsed each becomes an identifier of the same number of bytes, so that
every position in the tree is one of the text as it was written, and the name can be read there. One code is parsed once for
a container, however many tags hold it. The parser is imported when the first code is parsed: most containers that a hook
sees have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.core.compiled import compiled
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.gtm.container import Container

if TYPE_CHECKING:
    from tree_sitter import Language, Node

HOLE = regex(rb"\{\{([^{}\n]+)\}\}")
FILLED = regex(rb"(?:_\$_+\$_)+")
"""What holes look like once they are filled: one, or several side by side."""

LONGEST = 1_000_000
"""Code of more bytes than this is not parsed."""

PATIENCE = 4
"""One look at the clock for so many bytes is what hand-written code takes ten times over; what takes more is left."""

SHORT = 4096
"""Code of so many bytes takes some 20 ms at worst, and is parsed without a look at the clock."""

BRACKET = regex(rb"[()\[\]{}]")
DEEPEST = 400
"""Code whose brackets go deeper is not parsed: questions about a tree take time with its depth."""

HIGHEST = 500
"""So many steps are gone up a tree from one place."""

CHUNK = 65_536
"""The parser is fed in pieces of so many bytes: only then does it ask whether to go on."""

RESCANNED = 40_000_000
"""How many bytes may be read again in search of the end of regular expressions and comments that have none."""


class Code(Record):
    """A piece of code and its tree.

    `text` is as it was written, `filled` what was parsed of it, and `start` is where it begins in the field that holds it, in bytes; `line` is that line.
    A `function` is the code of a custom JavaScript variable, which is one expression. `is_compiled` says whether Tag
    Manager compiles it rather than handing it through to the browser.
    """

    text: bytes
    start: int
    line: int
    function: bool
    is_compiled: bool
    filled: bytes
    root: Node

    def line_of(self, node: Node) -> int:
        """The line of a node in the field that holds the code, from 1."""
        return self.line + node.start_point[0]

    def written(self, node: Node) -> str:
        """A node as it was written."""
        return self.text[node.start_byte - self.shift : node.end_byte - self.shift].decode("utf-8", "replace")

    @property
    def shift(self) -> int:
        """How many bytes stand before the code in what was parsed."""
        return 1 if self.function else 0

    def parsed(self, node: Node) -> bytes:
        """A node as it was parsed, holes filled. Asking the node itself takes long: it goes through the text again."""
        return self.filled[node.start_byte : node.end_byte]

    def holes(self, node: Node) -> tuple[str, ...]:
        """The names of the holes in a node."""
        if b"_$" not in self.parsed(node):
            return ()
        here = self.text[node.start_byte - self.shift : node.end_byte - self.shift]
        return tuple(found[1].decode("utf-8", "replace") for found in HOLE.finditer(here))


def filled(text: bytes) -> bytes:
    """Code with an identifier of the same length for each hole."""
    return HOLE.sub(lambda hole: b"_$" + b"_" * (len(hole[0]) - 4) + b"$_", text) if b"{{" in text else text


@cache
def language() -> Language:
    """The grammar of JavaScript, loaded once in a process."""
    from tree_sitter import Language

    return Language(compiled("tree_sitter_javascript", "_binding").language())


@memo
def tree(_container: Container, text: bytes) -> Node | None:
    """The tree of a code, holes filled; each distinct one of a container is parsed once."""
    return parsed(text)


def parsed(text: bytes) -> Node | None:
    """The tree of a code; `None` for what would take more than its length allows. No time is measured, so that the answer
    is the same everywhere."""
    if len(text) > LONGEST or rescanned(text) > RESCANNED or depth(text) > DEEPEST:
        return None
    from tree_sitter import Parser

    parser = Parser(language())
    if len(text) <= SHORT:
        return parser.parse(text).root_node
    looks = 0

    def is_enough(_offset: int, _error: bool) -> bool:
        nonlocal looks
        looks += 1
        return looks > 200 + len(text) // PATIENCE

    try:
        found = parser.parse(lambda at, _: text[at : at + CHUNK], progress_callback=is_enough)
    except ValueError:
        return None
    return found.root_node


def depth(text: bytes) -> int:
    """How deep the brackets of a code go at most, those in texts too."""
    if (opened := sum(map(text.count, (b"(", b"[", b"{")))) <= DEEPEST:
        return opened
    deepest = level = 0
    for found in BRACKET.findall(text):
        level += 1 if found in b"([{" else -1
        deepest = max(deepest, level)
    return deepest


def rescanned(text: bytes) -> int:
    """How many bytes a reader looks at in vain at worst: each slash of a line may begin an expression without an end, and
    each comment that is never closed."""
    lines = sum(line.count(b"/") * len(line) for line in text.split(b"\n") if len(line) > 2000)
    tail = text[text.rfind(b"*/") + 1 :]
    return lines + tail.count(b"/*") * len(tail)


FUNCTIONS = frozenset((
    "function_expression", "function_declaration", "arrow_function", "method_definition", "generator_function",
    "generator_function_declaration", "class_static_block",
))  # fmt: skip


@memo
def parents(code: Code) -> dict[int, Node]:
    """The node around each node, by its id: asking the tree for one means coming down from its root."""
    found: dict[int, Node] = {}
    for node in inside(code.root):
        for child in node.named_children:
            found[child.id] = node
    return found


def above(code: Code, node: Node) -> Iterator[Node]:
    """The nodes around a node, the nearest first, up to the whole program; not all where it stands very deep."""
    around = parents(code)
    parent = around.get(node.id)
    for _ in range(HIGHEST):
        if parent is None:
            return
        yield parent
        parent = around.get(parent.id)


def inside(node: Node) -> Iterator[Node]:
    """The node and all that is named inside it, in the order of the code."""
    left = [node]
    while left:
        found = left.pop()
        yield found
        left.extend(reversed(found.named_children))
