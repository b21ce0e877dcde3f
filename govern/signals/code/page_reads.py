"""What code reads of the page: its address and title, its fields and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.gtm.calls import arguments_of, literal, path
from govern.gtm.javascript import Code
from govern.signals.code.named_values import Names
from govern.signals.source import Read

if TYPE_CHECKING:
    from tree_sitter import Node

PAGE = {
    "location.href": "url", "document.URL": "url", "location.pathname": "path", "location.hostname": "host",
    "location.host": "host", "location.search": "query", "location.hash": "fragment", "document.title": "title",
    "document.referrer": "referrer", "document.location.href": "url", "document.location.pathname": "path",
    "document.location.hostname": "host", "navigator.userAgent": "user agent",
}  # fmt: skip
"""What is read of the page, and what it is called as a source."""

FINDERS = ("document.querySelector", "document.getElementById")
TEXTS = ("value", "textContent", "innerText")
FOUND = frozenset(f"{how}().{what}" for how in FINDERS for what in TEXTS)
"""How code reads a field, or a text, of the page."""


def page_read(code: Code, names: Names, node: Node) -> Read | None:
    """What an expression with a dot reads of the page; `None` where it reads something else."""
    whole = path(code, node)
    if whole in PAGE:
        return Read("page", PAGE[whole])
    if whole in FOUND and (found := selector(code, node.child_by_field_name("object"))):
        return Read("element", found)
    if whole.rpartition(".")[2] in TEXTS and (found := found_before(code, names, node)):
        return Read("element", found)
    return None


def found_before(code: Code, names: Names, node: Node) -> str:
    """The field of the page whose value is asked for by a name that it was given once; empty for anything else."""
    held = node.child_by_field_name("object")
    named = held is not None and held.type == "identifier"
    values = names.values.get(code.written(held), ()) if named and held is not None else ()
    known = len(values) == 1 and path(code, values[0]) in (f"{name}()" for name in FINDERS)
    return selector(code, values[0]) if known else ""


def selector(code: Code, found: Node | None) -> str:
    """The field of the page that is looked for, as it is written; empty where code works it out."""
    given = arguments_of(found) if found is not None and found.type == "call_expression" else ()
    return literal(code, given[0]) if len(given) == 1 and given[0].type == "string" else ""
