"""Whether a browser can read a selector."""

from __future__ import annotations

import re

from govern.core.regex import regex

TEXTS = regex(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\.", re.DOTALL)
"""Quoted parts, and characters that are taken as themselves."""

DIGIT_FIRST = regex(r"[.#]-?[0-9]|\[[^\[\]=]*=\s*-?[0-9]")
"""A class, an id or a value without quotes that begins with a digit."""

PAIR = regex(r"\[[^\[\]()\"']*\]|\([^\[\]()\"']*\)")

WRONG_ENDS = regex(r"^\s*[+~,]|[>+~,]\s*$|,\s*,|[>+~]\s*[>+~,]|[.#]\s*(?:$|[\s>+~,.#\[])|^\s*[0-9]")
"""A combinator or a comma with nothing behind it, a dot or a hash without a name, a name that begins with a digit."""


def is_broken(selector: str) -> bool:
    """Whether a selector is empty, ends in nothing, or opens something that it does not close."""
    text = TEXTS.sub("x", selector)
    if not text.strip() or WRONG_ENDS.search(text) or DIGIT_FIRST.search(text):
        return True
    while (shorter := PAIR.sub("", text)) != text:
        text = shorter
    return any(sign in text for sign in "[](){}\"'")
