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
        is_long = isinstance(between, Text) and len(between.value) * len(held.reads) > LONGEST * 10
        return None if is_long else interlaced(held.reads, between)
    if method in ("slice", "substring", "replace", "split") and isinstance(held, Text):
        texts = [one.value for one in given if isinstance(one, Text)]
        return part_of(method, held.value, texts) if len(texts) == len(given) else None
    if method == "reverse" and isinstance(held, Made) and held.how == "list":
        return held.replace(reads=held.reads[::-1])
    if method == "concat" and isinstance(held, Text):
        return joined((held, *given))
    return None


def part_of(method: str, text: str, given: list[str]) -> Source | None:
    """A part of a text, its parts, or the text with something else in it for the first time."""
    if len(text) > LONGEST:
        return None
    if method == "replace" and len(given) == 2 and "$" not in given[1]:
        return Text(text.replace(given[0], given[1], 1))
    if method == "split" and len(given) == 1:
        return Made("list", tuple(map(Text, text.split(given[0]) if given[0] else text)))
    numbers = [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 6]
    if method in ("slice", "substring") and numbers and len(numbers) == len(given) < 3 and sorted(numbers) == numbers:
        return Text(text[slice(*numbers)] if len(numbers) == 2 else text[numbers[0] :])
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
