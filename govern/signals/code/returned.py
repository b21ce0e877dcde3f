"""What a custom JavaScript variable gives, where its code does little but return something that can be read.

`function() { return '€' + {{Value}}; }` is two texts put together, `return document.querySelector('#mail').value` a field of
the page. What code works out beyond that is not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.gtm.container import Container
from govern.gtm.holders import function, the_function
from govern.gtm.mistakes import first_error
from govern.signals.code.expressions import Expressions, Resolve
from govern.signals.source import NOTHING, Either, Join, Made, Read, Source, Table, Text, inner

if TYPE_CHECKING:
    from tree_sitter import Node

LONGEST = 400
"""Longer code does more than to return something."""

DECLARATIONS = ("variable_declaration", "lexical_declaration")

WRITTEN = (".trim()", ".toLowerCase()", ".toUpperCase()", ".toString()", "String")
"""What says the same afterwards, written otherwise."""


def returned(container: Container, written: str, resolve: Resolve) -> Source | None:
    """What the code of a variable returns; `None` where it does more, or what it returns cannot be read."""
    if len(written) > LONGEST or written.count("return") != 1:
        return None
    code = function(container, written)
    if code is None or first_error(code) is not None:
        return None
    node = answer(the_function(code))
    source = Expressions(code, resolve).source(node) if node is not None else None
    kinds = Join | Read | Table | Either
    known = source is not None and isinstance(as_it_stands(source), kinds) and all(map(is_plain, parts(source)))
    return source if known else None


def answer(made: Node | None) -> Node | None:
    """What a function returns that does nothing before but to give names to values."""
    body = made.child_by_field_name("body") if made is not None else None
    statements = [node for node in body.named_children if node.type != "comment"] if body is not None else []
    if not statements or statements[-1].type != "return_statement":
        return None
    named = all(node.type in DECLARATIONS for node in statements[:-1])
    return next(iter(statements[-1].named_children), None) if named else None


def as_it_stands(source: Source) -> Source:
    """A value without what only changes how it is written, such as `.trim()`."""
    while isinstance(source, Made) and source.how in WRITTEN and len(source.reads) == 1:
        source = source.reads[0]
    return source


def parts(source: Source) -> Iterator[Source]:
    """A source and all that it is made of."""
    yield source
    for one in inner(source):
        yield from parts(one)


def is_plain(source: Source) -> bool:
    """Whether a source is known and the same each time."""
    known = isinstance(source, Text | Read | Join | Table | Either) or source == NOTHING
    return known or (isinstance(source, Made) and source.stable)
