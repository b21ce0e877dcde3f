"""Templates: how things look, kept apart from what is said. They lie in `templates/` and travel in the wheel.

Every value that a template prints comes from somebody's files. It is therefore made safe on its way out, whatever the
template's author thinks of: credentials are covered, characters that do not show are spelled out, and what means
something in the medium (HTML, Markdown) is escaped. A name that the template misspells is an error, not a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from govern.platforms import masked
from govern.source import packaged

if TYPE_CHECKING:
    from jinja2 import Environment

Medium = Literal["html", "markdown", "code"]
"""In `code` a template prints its values as they are: Python has made literals and comments of them."""

MARKS = re.compile(r"[\\`*_{}\[\]<>&|~#!]")
LINKS = re.compile(r"(?i)\b(www)\.|:(?=//)")


def render(template: str, medium: Medium, values: dict[str, Any]) -> str:
    """The text that a template makes of values."""
    return environment(medium).get_template(template).render(values)


@cache
def environment(medium: Medium) -> Environment:
    """How templates of a medium are read."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(packaged.templates()),
        autoescape=medium == "html",  # noqa: S701 - the others escape in their own way
        undefined=StrictUndefined,
        finalize=FINALIZE[medium],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def visible(value: Any) -> Any:
    """A text with credentials covered and with everything spelled out that does not show; other values as they are."""
    if type(value) is not str or (value.isascii() and value.isprintable() and len(value) < 20):
        return value
    text = masked(value)
    return text if text.isprintable() else "".join(char if char.isprintable() else spelled(char) for char in text)


def spelled(char: str) -> str:
    """A character that does not show, as an escape."""
    code = ord(char)
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char)
    return short or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def in_markdown(value: Any) -> str:
    """A value as text in a Markdown table: no markup, no HTML, no links that nobody wrote."""
    text = MARKS.sub(lambda found: f"\\{found[0]}", str(visible(value)))
    return LINKS.sub(lambda found: f"{found[1]}\\." if found[1] else "\\:", text)


FINALIZE: dict[Medium, Callable[[Any], Any] | None] = {"html": visible, "markdown": in_markdown, "code": None}
"""What becomes of a value on its way out."""
