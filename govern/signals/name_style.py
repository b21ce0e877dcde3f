"""Names in a style, and the next step for one that is in another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govern.spec.sections.naming import STYLES
from govern.spec.spelling import words

MADE_OF = {
    "snake_case": "small letters a to z and digits, words joined by _",
    "kebab-case": "small letters a to z and digits, words joined by -",
    "camelCase": "letters a to z and digits, the first one small, each further word with a capital",
    "PascalCase": "letters a to z and digits, each word with a capital",
    "Title Case": "letters a to z and digits, each word with a capital and a blank between",
}
"""What names of each style are made of, for those that have no right one here."""

FEW = 3
"""From so many names on, a style is one."""


def common_style(names: Iterable[str]) -> str:
    """The one style of names that nobody has declared: that of all names of several words, where there are some."""
    several = [name for name in names if len(words(name)) > 1]
    styles = [style for style in ("camelCase", "PascalCase", "kebab-case", "Title Case") if len(several) >= FEW]
    return next((style for style in styles if all(map(re.compile(STYLES[style]).fullmatch, several))), "")


def advice(name: str, style: str, other: str, what: str) -> tuple[str, str]:
    """The next step for a name, and the cause that it has in common with others where all are in another style."""
    if other and re.fullmatch(STYLES[other], name):
        return f"if that is the style of the team, say so (naming: {{{what}: {other}}})", other
    return rewritten(name, style) or MADE_OF.get(style, ""), ""


def rewritten(name: str, style: str) -> str:
    """The name in the style, as a next step; empty where its words cannot be told."""
    parts = words(name)
    joined = {
        "snake_case": "_".join(parts),
        "kebab-case": "-".join(parts),
        "camelCase": "".join((*parts[:1], *map(str.capitalize, parts[1:]))),
        "PascalCase": "".join(map(str.capitalize, parts)),
        "Title Case": " ".join(map(str.capitalize, parts)),
    }.get(style, "")
    return f'write "{joined}"' if joined != name and re.fullmatch(STYLES[style], joined) else ""
