"""What holds code in a container: custom HTML tags with their scripts, and custom JavaScript variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Route
from govern.gtm.container import Body, Container
from govern.gtm.html import Page, read
from govern.gtm.javascript import Code, filled, parsed, tree
from govern.gtm.tags import firing

if TYPE_CHECKING:
    from tree_sitter import Node


from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

ENDING = b" \t\r\n\f;"
"""What may follow the function of a custom JavaScript variable."""


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
