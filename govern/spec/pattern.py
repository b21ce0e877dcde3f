"""Texts against expressions that people write, in linear time: nobody's expression can stop a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from govern.core.compiled import compiled


@cache
def matcher(expression: str) -> Callable[[str], bool] | None:
    """Whether a text has a part that matches an expression; nothing where the expression cannot be read."""
    core = compiled("pydantic_core", "_pydantic_core")
    try:
        validator = core.SchemaValidator({"type": "str", "pattern": expression})
    except core.SchemaError:
        return None

    def matches(value: str) -> bool:
        try:
            validator.validate_python(value)
        except core.ValidationError:
            return False
        return True

    return matches
