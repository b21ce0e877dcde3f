"""Texts that code puts together by calls: what comes out where all that goes in is known."""

from __future__ import annotations

import base64
from collections.abc import Callable
from itertools import islice

from govern.signals.source import Made, Source, Text, joined

LONGEST = 2_000
"""A text up to this length is put together."""

CASES: dict[str, Callable[[str], str]] = {"toLowerCase": str.lower, "toUpperCase": str.upper, "trim": str.strip}


def folded(method: str, held: Source, given: tuple[Source, ...]) -> Source | None:
    """What a method of a text or a list gives; nothing where that cannot be said."""
    if method in CASES and isinstance(held, Text) and not given:
        return held.replace(value=CASES[method](held.value))
    if method == "join" and isinstance(held, Made) and held.how == "list" and len(given) < 2:
        between = given[0] if given else Text(",")
        return interlaced(held.reads, between)
    if method == "concat" and isinstance(held, Text):
        return joined((held, *given))
    return None


def interlaced(parts: tuple[Source, ...], between: Source) -> Source:
    """The parts of a list with a text between each two."""
    every = (one for part in parts for one in (between, part))
    return joined(islice(every, 1, None))


def decoded(function: str, given: tuple[Source, ...]) -> Source | None:
    """A text that is written as its characters' numbers or in base64; nothing where it is not."""
    texts = [one.value for one in given if isinstance(one, Text)]
    if len(texts) != len(given) or not texts:
        return None
    if function == "String.fromCharCode":
        numbers = [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 6]
        return Text("".join(map(chr, numbers))) if len(numbers) == len(texts) else None
    if function == "atob" and len(texts[0]) <= LONGEST:
        try:
            return Text(base64.b64decode(texts[0], validate=True).decode("latin-1"))
        except ValueError:
            return None
    return None
