"""The tables of `gtm_schema` as strict pydantic models: a second opinion on `gtm_check`, which the tests ask for.

Nothing else needs them, and importing pydantic takes longer than checking a large container.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr, create_model

from govern.gtm.check import FIELDS
from govern.gtm.schema import ENUMS, KINDS


@cache
def models() -> dict[str, type[BaseModel]]:
    """A model for every schema: known fields are strict and may be absent, unknown fields are allowed."""
    namespace: dict[str, Any] = {}
    for name, fields in FIELDS.items():
        required = {"type"} if name in KINDS.values() and "type" in fields else set()
        described: dict[str, Any] = {
            f"f_{key}": (annotation(kind), Field(... if key in required else None, alias=key))
            for key, kind in fields.items()
        }
        config = ConfigDict(extra="allow", strict=True, validate_default=False)
        namespace[name] = create_model(name, __config__=config, **described)
    for model in namespace.values():
        model.model_rebuild(_types_namespace=namespace)
    return namespace


def annotation(kind: str) -> Any:
    """The type of a field in the words of `gtm_schema`; other schemas are named, to be found later."""
    if kind[0] == "[":
        inner: Any = annotation(kind[1:-1])
        return f"list[{inner}]" if isinstance(inner, str) else list[inner]
    if kind.startswith("enum:"):
        known = ENUMS[kind[5:]]
        return Literal[tuple(dict.fromkeys((*known.values(), *known)))]
    scalars: dict[str, Any] = {
        "text": StrictStr,
        "digits": Annotated[str, Field(pattern=r"^-?[0-9]{1,19}$", strict=True)],
        "integer": Annotated[StrictInt, Field(ge=-(2**31), lt=2**31)],
        "boolean": StrictBool,
        "nothing": Annotated[Any, BeforeValidator(refuse)],
    }
    return scalars.get(kind, kind)


def refuse(value: Any) -> Any:
    """No value is right where there is no such field."""
    raise ValueError(value)


def accepts(kind: str, body: Any) -> bool:
    """Whether pydantic takes an entity in canonical form."""
    from pydantic import ValidationError

    try:
        models()[KINDS[kind]].model_validate(body)
    except ValidationError:
        return False
    return True
