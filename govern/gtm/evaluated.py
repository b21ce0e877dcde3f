"""Where code makes code of a text: `eval`, `new Function`, a timer that is handed a text."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.calls import arguments_of, called
from govern.gtm.javascript import Code

EVALUATES = regex(rb"eval|Function|execScript")
TIMERS = regex(rb"set(?:Timeout|Interval)")
"""What code has in it that is looked at."""


def evaluates(code: Code) -> Iterator[int]:
    """The lines that make code of a text."""
    for name in ("eval", "Function", "execScript") if EVALUATES.search(code.text) else ():
        yield from (code.line_of(node) for node in called(code).get(name, ()) if arguments_of(node))
    for name in ("setTimeout", "setInterval") if TIMERS.search(code.text) else ():
        for node in called(code).get(name, ()):
            first = next(iter(arguments_of(node)), None)
            if first is not None and first.type in ("string", "template_string"):
                yield code.line_of(node)
