"""Where code makes code of a text: `eval`, `new Function`, a timer that is handed a text."""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import arguments_of, calls_of
from govern.gtm.javascript import Code


def evaluates(code: Code) -> Iterator[int]:
    """The lines that make code of a text."""
    yield from (code.line_of(node) for node in calls_of(code, "eval", "Function", "execScript") if arguments_of(node))
    for node in calls_of(code, "setTimeout", "setInterval"):
        first = next(iter(arguments_of(node)), None)
        if first is not None and first.type in ("string", "template_string"):
            yield code.line_of(node)
