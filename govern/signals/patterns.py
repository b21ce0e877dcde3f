"""Whether the regular expressions that people write can be read."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from govern.core.regex import regex
from govern.spec.pattern import matcher

AROUND = regex(r"\(\?<?[=!]|\(\?P=|\(\?\(|\\[1-9]")
"""What can only be matched by going back and forth."""

LONGEST = 2000
"""Beyond this length an expression is not read a second time."""


@cache
def reading(expression: str) -> Literal["", "broken", "slow", "foreign"]:
    """Why an expression is not looked at: it is broken, can only be matched by going back and forth, or is read by some
    and not by others, such as `^{x}$`."""
    if matcher(expression) is not None:
        return ""
    if len(expression) > LONGEST or not compiles(expression):
        return "broken"
    return "slow" if AROUND.search(expression) else "foreign"


def compiles(expression: str) -> bool:
    """Whether a reader that goes back and forth can read it."""
    try:
        re.compile(expression)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
