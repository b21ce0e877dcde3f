"""Document: one spec file as read. Plain data, positions, ignore comments, and the refusal if it could not be read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govern.core.record import Record
from govern.core.report import Span

if TYPE_CHECKING:
    from govern.source.ignores import Ignore


class Document(Record):
    """`file` is the path from the project's folder, with slashes.

    `fits` says that the data is known to be in the language. `data` is `{}` and `refusal` is set when the text is not readable YAML. Everything is plain data, so that a document
    can be stored and sent between processes as it is.
    """

    file: str
    text: str
    data: Any
    spans: bytes
    ignores: tuple[Ignore, ...] = ()
    fits: bool = False
    refusal: tuple[str, Span, str] | None = None


def read_document(raw: bytes, file: str) -> Document:
    """The document of a file's bytes; never raises for what is in them."""
    from govern.source import ignores, yaml  # a command that reads no spec file does without the parser

    text = ""
    try:
        text = yaml.decode(raw)
        tree = yaml.tree_of(raw)
    except yaml.Refusal as refusal:
        shown = text or raw.decode("utf-8", "replace")
        why = (refusal.message, refusal.span, refusal.help)
        return Document(file, shown, {}, b"\0" * 16, refusal=why)
    found = ignores.outside_texts(ignores.find(text), text, tree.spans)
    return Document(file, text, tree.data, tree.spans, found)


def line_of(text: str, number: int) -> str:
    """A line of a text, counted from 1, without its end."""
    found = lines_of(text)
    return found[number - 1].rstrip("\r") if 0 < number <= len(found) else ""


@lru_cache(maxsize=64)
def lines_of(text: str) -> list[str]:
    """The lines of a text, which many findings ask for."""
    return text.split("\n")
