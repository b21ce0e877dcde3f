"""Templates: how things look, kept apart from what is said. They lie in `templates/` and travel in the wheel.

Every value that a template prints comes from somebody's files. It is therefore made safe on its way out, whatever the
template's author thinks of: credentials are covered, characters that do not show are spelled out, and what means
something in the medium (HTML, Markdown) is escaped. A name that the template misspells is an error, not a blank.

A project's own `templates/` goes first: a file of the same name there takes the place of ours. Whoever can change a
branch can change it, so it is laid out in a process of its own, in a sandbox, without files, within limits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.platforms.masking import SHORTEST, covered_text
from govern.project.folders import refuse_link
from govern.source import packaged
from govern.source.files import read, walk

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from jinja2.runtime import Context

    from govern.core.child import Child

Medium = Literal["html", "markdown", "code"]
"""In `code` a template prints its values as they are: Python has made literals and comments of them."""

MARKS = regex(r"[\\`*\[\]<>&|~#]|(?<![^\W_])_|\{(?=[{%#:+-])|(?<=\{)\{")
"""What has a meaning in Markdown, or a brace in what is written around it. An underscore begins nothing behind a letter or a
digit, and where none begins none ends."""

LINKS = regex(r"(?i)\b(www)\.|:(?=//)")

UNSEEN = regex("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\U000e0100-\U000e01ef]")
"""Fillers and their like, which Python calls printable and nobody sees: with one of them a name passes for another. The
selectors U+FE00 to U+FE0F are left as they are, since emoji have them."""

SECONDS = 1.0
"""How long a template of the project may take, and one second more for every megabyte of values."""

MEMORY = 1 << 30
LONGEST = 10_000_000
"""So many characters or entries may something have that a template multiplies."""

HIGHEST = 1000
"""The highest power that a template may raise a number to."""


def render(template: str, medium: Medium, values: dict[str, Any], root: str) -> str:
    """The text that a template makes of values: the project's own template of that name, else ours.

    Where a project has templates, all are laid out in a process of their own: one of ours may include one of theirs.
    """
    packaged.own_template(root, template)  # refuses a link that leads out of the project
    own = own_texts(root)
    if own:
        return worker().render(template, medium, values, root, own)
    return ours(medium).get_template(template).render(values)


@cache
def ours(medium: Medium) -> Environment:
    """How our own templates of a medium are read."""
    from jinja2 import FileSystemLoader

    return environment(medium, FileSystemLoader(packaged.templates()))


def environment(medium: Medium, loader: BaseLoader) -> Environment:
    """How templates of a medium are read. They run in a sandbox: a project's own may come from anybody."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("*", "**"))

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if isinstance(obj, Record) and attr in obj.__known__:
                return True  # a field of a record of ours, which most of what templates ask for is
            return super().is_safe_attribute(obj, attr, value)

        def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" and not -HIGHEST <= right <= HIGHEST:
                raise SecurityError(f"it raises a number to the power of {right:,}, expected {HIGHEST:,} at most")
            for thing, times in ((left, right), (right, left)):
                if hasattr(thing, "__len__") and isinstance(times, int) and len(thing) * times > LONGEST:
                    size = len(thing) * times
                    raise SecurityError(f"it multiplies to a length of {size:,}, expected {LONGEST:,} at most")
            return super().call_binop(context, operator, left, right)

    return Sandbox(
        loader=loader,
        autoescape=medium == "html",
        undefined=StrictUndefined,
        finalize=FINALIZE[medium],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Worker:
    """The process that lays out the templates of projects, and what it was handed last."""

    def __init__(self) -> None:
        self.child: Child | None = None
        self.starts = 0
        self.texts: tuple[str, dict[str, tuple[str, str]]] = ("", {})
        self.values: dict[str, Any] = {}
        self.sizes: dict[str, int] = {}

    def render(
        self, template: str, medium: Medium, values: dict[str, Any], root: str, own: dict[str, tuple[str, str]]
    ) -> str:
        """The text that a template makes of values; a `GovernError` with the place where it makes none."""
        from govern.core.child import Child, Failure

        if self.child is None:
            self.child = Child("govern.render.inside", memory=MEMORY, files=False)
        request = {
            "template": template,
            "medium": medium,
            "names": tuple(values),
            **self.news(self.child, values, root, own),
        }
        try:
            answer = self.child.ask(request, SECONDS + sum(self.sizes[name] for name in values) / 1e6)
        except Failure as failure:
            answer = {"error": str(failure), "file": None, "line": None}
        self.starts = self.child.starts
        if "text" in answer:
            return str(answer["text"])
        name = template if template in own else next(iter(own))
        place = Place(answer["file"] or f"templates/{name}", (), Span(line := answer["line"] or 1, 1, line, 1))
        raise GovernError(f"template {place.file}: {answer['error']}", place)

    def news(self, child: Child, values: dict[str, Any], root: str, own: dict[str, tuple[str, str]]) -> dict[str, Any]:
        """The templates and the values that the process has not got yet."""
        import pickle

        if child.process is None or self.starts != child.starts:
            self.texts, self.values = ("", {}), {}
        found: dict[str, Any] = {}
        if self.texts != (root, own):
            self.texts = (root, own)
            found = {"root": root, "texts": {**our_texts(), **own}}
        fresh = {
            name: value for name, value in values.items() if name not in self.values or self.values[name] is not value
        }
        raw = {name: pickle.dumps(value) for name, value in fresh.items()}
        self.values.update(fresh)
        self.sizes.update((name, len(part)) for name, part in raw.items())
        return {**found, "values": raw}


@cache
def worker() -> Worker:
    """The worker of this run."""
    return Worker()


@cache
def our_texts() -> dict[str, tuple[str, str]]:
    """Text and file of our own templates by their name, without what nobody lays out."""
    folder = packaged.templates()
    found = ((path, name) for path, name in walk(folder) if not name.endswith((".json", ".csv")))
    return {
        name: (read(path).decode("utf-8", "replace"), path)
        for path, name in found
        if not name.startswith(("demo/", "gtm/"))
    }


def own_texts(root: str) -> dict[str, tuple[str, str]]:
    """Text and file of the project's own templates by their name, without those of Tag Manager, which nothing runs."""
    folder = os.path.join(root, "templates")
    if not root or not os.path.lexists(folder):
        return {}
    refuse_link(root, "templates", "templates/ is ", Place("templates"))
    found = ((path, name) for path, name in walk(folder) if not name.startswith("gtm/"))
    return {name: (read(path).decode("utf-8", "replace"), path) for path, name in found}


def place_of(error: BaseException, root: str) -> Place | None:
    """The file and line of a project's own template that an error comes from; `None` where it comes from ours."""
    own = os.path.join(root, "templates") + os.sep
    found = [(getattr(error, "filename", None), getattr(error, "lineno", None))]
    frame = error.__traceback__
    while frame is not None:
        template, line = frame.tb_frame.f_globals.get("__jinja_template__"), frame.tb_lineno
        line = template.get_corresponding_lineno(line) if template is not None else line
        found.append((frame.tb_frame.f_code.co_filename, line))
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
    if text.isprintable() and UNSEEN.search(text) is None:
        return text
    return "".join(char if char.isprintable() and not UNSEEN.match(char) else spelled(char) for char in text)


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
