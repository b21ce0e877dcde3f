"""A project's templates where they run: in a process of their own that opens no file, which `templates` asks."""

from __future__ import annotations

import pickle
from functools import cache, partial
from typing import Any

import jinja2.debug
import jinja2.sandbox
from jinja2 import FunctionLoader, Template

from govern.core.child import late
from govern.core.inside import Clock, Guard
from govern.render.templates import FINALIZE, Medium, environment, place_of

USED_LATER = (jinja2.debug, jinja2.sandbox, FINALIZE)
"""What is imported only when it is used has to be here before files are refused."""


class Handler:
    """Lays out values by templates; both are kept from one request to the next, since they are mostly the same."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.values: dict[str, Any] = {}
        self.root = ""
        self.texts: dict[str, tuple[str, str]] = {}
        self.template = cache(self.find)

    def answer(self, request: dict[str, Any], clock: Clock) -> dict[str, Any]:
        if "texts" in request:
            self.root, self.texts = request["root"], request["texts"]
            self.template = cache(self.find)
        self.values.update((name, pickle.loads(raw)) for name, raw in request["values"].items())  # noqa: S301 - ours
        try:
            template = self.template(request["template"], request["medium"])
            return {"text": template.render({name: self.values[name] for name in request["names"]})}
        except BaseException as error:  # noqa: BLE001 - what goes wrong in a template is for its author to see
            place = place_of(error, self.root)
            why = late(clock.seconds) if clock.late else said(error)
            return {"error": why, "file": place and place.file, "line": place and place.span and place.span.line}

    def find(self, name: str, medium: Medium) -> Template:
        """A template, read once."""
        return environment(medium, FunctionLoader(partial(source, self.texts))).get_template(name)


def source(texts: dict[str, tuple[str, str]], name: str) -> tuple[str, str, None] | None:
    """What a loader says of a template: the text, the file, and that it never changes."""
    return (*texts[name], None) if name in texts else None


def said(error: BaseException) -> str:
    """An error in a few words."""
    return "it needs more memory than there is for templates" if isinstance(error, MemoryError) else str(error)
