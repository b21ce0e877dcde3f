"""Whether the regular expressions that people write can be read."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

LONGEST = 2000
"""Beyond this length an expression is not read a second time."""


@cache
def reading(expression: str) -> Literal["", "broken", "slow"]:
    """Why an expression is not looked at: it is broken, or can only be matched by going back and forth."""
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=expression))
    except SchemaError:
        return "slow" if len(expression) <= LONGEST and compiles(expression) else "broken"
    return ""


def compiles(expression: str) -> bool:
    """Whether a reader that goes back and forth can read it."""
    try:
        re.compile(expression)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
