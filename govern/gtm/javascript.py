"""The code in a container as a tree: custom HTML and custom JavaScript, parsed by tree-sitter.

A `{{Name}}` stands for a value. Before the code is parsed each becomes an identifier of the same number of bytes, so that
every position in the tree is one of the text as it was written, and the name can be read there. One code is parsed once for
a container, however many tags hold it. The parser is imported when the first code is parsed: most containers that a hook
sees have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Route
from govern.gtm.container import Body, Container
from govern.gtm.html import Page, read
from govern.gtm.tags import firing

if TYPE_CHECKING:
    from tree_sitter import Language, Node

HOLE = re.compile(rb"\{\{([^{}\n]+)\}\}")
FILLED = re.compile(rb"(?:_\$_+\$_)+")
"""What holes look like once they are filled: one, or several side by side."""

ENDING = b" \t\r\n\f;"
"""What may follow the function of a custom JavaScript variable."""
LONGEST = 1_000_000
"""Code of more bytes than this is not parsed."""

PATIENCE = 4
"""One look at the clock for so many bytes is what hand-written code takes ten times over; what takes more is left."""

SHORT = 4096
"""Code of so many bytes takes some 20 ms at worst, and is parsed without a look at the clock."""

BRACKET = re.compile(rb"[()\[\]{}]")
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
    """The grammar."""
    import tree_sitter_javascript
    from tree_sitter import Language

    return Language(tree_sitter_javascript.language())


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


class Field(Record):
    """A field that holds code, and the way to it inside its entity."""

    text: str
    route: Route


def field(body: Body, key: str) -> Field | None:
    """A parameter that is a text."""
    listed = body.get("parameter")
    for position, found in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(found, dict) and found.get("key") == key and isinstance(found.get("value"), str):
            return Field(found["value"], ("parameter", position, "value"))
    return None


@memo
def page(_container: Container, html: str) -> Page:
    """The HTML of a tag taken apart, holes filled."""
    return read(filled(html.encode("utf-8", "replace")))


def html_of(body: Body) -> str:
    """The HTML of a custom HTML tag; empty for other tags."""
    found = field(body, "html") if body.get("type") == "html" else None
    return found.text if found is not None else ""


@memo
def scripts(container: Container, html: str) -> tuple[Code, ...]:
    """The scripts in the HTML of a tag that run."""
    raw = html.encode("utf-8", "replace")
    found = []
    for script in page(container, html).scripts:
        root = tree(container, script.code) if script.runs else None
        if root is not None:
            text = raw[script.start : script.start + len(script.code)]
            found.append(Code(text, script.start, script.line, False, script.is_compiled, script.code, root))
    return tuple(found)


def unread(container: Container) -> tuple[str, ...]:
    """The custom HTML tags with a script that is too long or too tangled to be parsed, of which no rule about code speaks."""
    tags = ((name, html_of(body)) for name, body in container.bodies("tag").items())
    return tuple(
        name
        for name, html in tags
        if html and any(one.runs and tree(container, one.code) is None for one in page(container, html).scripts)
    )


@memo
def function(container: Container, javascript: str) -> Code | None:
    """The code of a custom JavaScript variable, as the one expression that it has to be."""
    text = javascript.encode("utf-8", "replace")
    whole = b"(" + filled(text).rstrip(ENDING) + b"\n)"
    root = tree(container, whole) if text.strip() else None
    return Code(text, 0, 1, True, True, whole, root) if root is not None else None


@memo
def statements(code: Code) -> Node | None:
    """The code of a custom JavaScript variable read as statements, for saying why it is not a function."""
    return parsed(filled(code.text))


def the_function(code: Code) -> Node | None:
    """The function that a custom JavaScript variable is; nothing where it is something else."""
    node: Node | None = code.root
    while node is not None and node.type in ("program", "expression_statement", "parenthesized_expression"):
        inner = [child for child in node.named_children if child.type not in ("comment", "html_comment")]
        node = inner[0] if len(inner) == 1 else None
    kinds = ("function_expression", "arrow_function", "generator_function", "call_expression", "identifier")
    return node if node is not None and node.type in kinds else None


class Holder(Record):
    """An entity that holds code: its kind and name, the way to the code, and the code that runs."""

    kind: str
    name: str
    body: Body
    route: Route
    codes: tuple[Code, ...]


@memo
def holders(container: Container) -> tuple[Holder, ...]:
    """Every custom HTML tag and custom JavaScript variable of a container, in its order, paused ones too."""
    found = []
    for name, body in container.bodies("tag").items():
        if body.get("type") == "html" and (held := field(body, "html")) is not None:
            found.append(Holder("tag", name, body, held.route, scripts(container, held.text)))
    for name, body in container.bodies("variable").items():
        if body.get("type") == "jsm" and (held := field(body, "javascript")) is not None:
            code = function(container, held.text)
            found.append(Holder("variable", name, body, held.route, (code,) if code is not None else ()))
    return tuple(found)


@memo
def running(container: Container) -> tuple[Holder, ...]:
    """The holders of code that can run: variables, and tags that fire. Of the others nothing is said but that."""
    fires = firing(container)
    return tuple(holder for holder in holders(container) if holder.kind == "variable" or holder.name in fires)


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
