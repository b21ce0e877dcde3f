"""Texts against expressions that people write, in linear time: nobody's expression can stop a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


@cache
def matcher(expression: str) -> Callable[[str], bool] | None:
    """Whether a text has a part that matches an expression; nothing where the expression cannot be read."""
    from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

    try:
        validator = SchemaValidator(core_schema.str_schema(pattern=expression))
    except SchemaError:
        return None

    def matches(value: str) -> bool:
        try:
            validator.validate_python(value)
        except ValidationError:
            return False
        return True

    return matches
