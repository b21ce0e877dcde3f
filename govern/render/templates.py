"""Templates: how things look, kept apart from what is said. They lie in `templates/` and travel in the wheel.

Every value that a template prints comes from somebody's files. It is therefore made safe on its way out, whatever the
template's author thinks of: credentials are covered, characters that do not show are spelled out, and what means
something in the medium (HTML, Markdown) is escaped. A name that the template misspells is an error, not a blank.

A project's own `templates/` goes first: a file of the same name there takes the place of ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from govern.core.errors import GovernError
from govern.core.report import Place, Span
from govern.platforms.masking import SHORTEST, covered_text
from govern.source import packaged
from govern.source.files import read, walk

if TYPE_CHECKING:
    from jinja2 import Environment

Medium = Literal["html", "markdown", "code"]
"""In `code` a template prints its values as they are: Python has made literals and comments of them."""

MARKS = re.compile(r"[\\`*_{}\[\]<>&|~#!]")
LINKS = re.compile(r"(?i)\b(www)\.|:(?=//)")


def render(template: str, medium: Medium, values: dict[str, Any], root: str) -> str:
    """The text that a template makes of values: the project's own template of that name, else ours."""
    try:
        return environment(medium, root).get_template(template).render(values)
    except Exception as error:  # what goes wrong in a project's own template is for its author to see
        place = place_of(error, root)
        if place is None:
            raise
        raise GovernError(f"template {place.file}: {error}", place) from None


@cache
def environment(medium: Medium, root: str) -> Environment:
    """How templates of a medium are read. They run in a sandbox: a project's own may come from anybody."""
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = FunctionLoader(lambda name: own_template(root, name))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([own, FileSystemLoader(packaged.templates())]),
        autoescape=medium == "html",
        undefined=StrictUndefined,
        finalize=FINALIZE[medium],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def own_template(root: str, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A project's own template, if it has one of this name: the text, the file, and whether it is still the same."""
    if not root or any(part in ("", ".", "..") for part in name.split("/")):
        return None
    path = packaged.template(root, name)
    if not path.startswith(os.path.join(root, "templates") + os.sep):
        return None
    changed = os.stat(path).st_mtime_ns
    text = read(path).decode("utf-8", "replace")
    return text, path, lambda: os.path.isfile(path) and os.stat(path).st_mtime_ns == changed


def own_texts(root: str) -> dict[str, tuple[str, str]]:
    """Text and file of the project's own templates by their name, without those of Tag Manager, which nothing runs."""
    folder = os.path.join(root, "templates")
    if not root or not os.path.isdir(folder):
        return {}
    found = ((path, name) for path, name in walk(folder) if not name.endswith(".tpl"))
    return {name: (read(path).decode("utf-8", "replace"), path) for path, name in found}


def place_of(error: Exception, root: str) -> Place | None:
    """The file and line of a project's own template that an error comes from; `None` where it comes from ours."""
    own = os.path.join(root, "templates") + os.sep
    found = [(getattr(error, "filename", None), getattr(error, "lineno", None))]
    frame = error.__traceback__
    while frame is not None:
        found.append((frame.tb_frame.f_code.co_filename, frame.tb_lineno))
        frame = frame.tb_next
    for file, line in reversed(found):
        if root and file and line and file.startswith(own) and not file.startswith(packaged.templates() + os.sep):
            name = os.path.relpath(file, root).replace(os.sep, "/")
            return Place(name, (), Span(line, 1, line, 1))
    return None


def visible(value: Any) -> Any:
    """A text with credentials covered and with everything spelled out that does not show; other values as they are."""
    if type(value) is not str or (value.isascii() and value.isprintable() and len(value) < SHORTEST):
        return value
    text = covered_text(value)
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
