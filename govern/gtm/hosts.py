"""Which addresses the code of a container reaches: elements of custom HTML, and what code loads or sends to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.gtm.calls import arguments_of, called, literal, set_by_key
from govern.gtm.container import Container
from govern.gtm.fixed import beginning
from govern.gtm.holders import Holder, html_of, page
from govern.gtm.javascript import Code
from govern.gtm.nodes import nodes

if TYPE_CHECKING:
    from tree_sitter import Node

WRITTEN = regex(rb"[\"'`](?:https?:|//|\\)", re.IGNORECASE)
"""How every address begins that a text of code says, or a part of it that is written in escapes."""

HOST = regex(r"(?:https?:)?//(?:[^/?#@]{0,100}@)?([a-z0-9.-]{3,253})(?=[/?#:]|$)", re.IGNORECASE)

SENDS = frozenset(("fetch", "sendBeacon", "importScripts", "getScript"))
"""Functions whose first argument is an address that is asked for, by the last word of their name."""

METHODS = frozenset(("GET", "POST", "HEAD", "PUT"))
"""What stands before the address in the `open` of a request."""


class Reached(Record):
    """An address that code reaches: by what (`script`, `img`, `iframe`, `code`), and the line where it is written."""

    address: str
    how: str
    line: int

    @property
    def host(self) -> str:
        """The host, in small letters; empty where the address has none or does not say it."""
        found = HOST.match(self.address)
        return found[1].lower().rstrip(".") if found is not None and "." in found[1] else ""


def reached(container: Container, holder: Holder) -> tuple[Reached, ...]:
    """Every address that is written where something is loaded or sent, in the order of the text."""
    found = [one for code in holder.codes for one in in_code(code)]
    html = html_of(holder.body)
    raw = html.encode("utf-8", "replace")
    loads = page(container, html).loads if html else ()
    found.extend(Reached(load.address(raw), load.element, load.line) for load in loads)
    return tuple(sorted(found, key=lambda one: one.line))


@memo
def in_code(code: Code) -> tuple[Reached, ...]:
    """The addresses in a code: what `src` is set to, what is fetched, and what a loader is handed."""
    return tuple(addresses(code))


def addresses(code: Code) -> Iterator[Reached]:
    """`in_code`, looked for."""
    if WRITTEN.search(code.text) is None:
        return
    sources = [right for _, right in set_by_key(code, "src")]
    for node in sources:
        yield from written(code, node)
    given = {node.id for node in sources}
    for node in nodes(code, "text"):
        if (
            node.id not in given
            and literal(code, node)[:8].lower().startswith(("https://", "http://", "//"))
            and is_script(code, node)
        ):
            yield from written(code, node)
    for name, calls in called(code).items():
        last = name.rpartition(".")[2]
        for call in calls if last in SENDS or last == "open" else ():
            arguments = arguments_of(call)
            if last == "open":
                arguments = arguments[1:] if arguments and literal(code, arguments[0]).upper() in METHODS else ()
            if arguments and not is_script(code, arguments[0]):
                yield from written(code, arguments[0])


def is_script(code: Code, node: Node) -> bool:
    """Whether a text is the address of a script, such as a vendor's snippet hands to its loader."""
    return literal(code, node).partition("?")[0].endswith(".js")


def written(code: Code, node: Node) -> Iterator[Reached]:
    """A text as an address, if it looks like one."""
    text = beginning(code, node)
    if HOST.match(text):
        yield Reached(text, "code", code.line_of(node))
