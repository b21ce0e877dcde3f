"""The JSON Schema of a spec file, made from the same records that read it."""

from __future__ import annotations

import json
from typing import Any

from govern.spec.edge import model
from govern.spec.read import VERSION
from govern.spec.section import in_order, section


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a spec file: the version and every section."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {"version": {"const": VERSION, "description": "The version of the spec language."}}
    for name in in_order():
        record = section(name).record
        found = model(record).model_json_schema(ref_template="#/$defs/{model}")
        definitions.update(found.pop("$defs", {}))
        definitions[record.__name__] = found
        reference = {"$ref": f"#/$defs/{record.__name__}"}
        properties[name] = {"type": "array", "items": reference} if section(name).many else reference
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by govern schema from the records that read spec files.",
        "title": "govern spec file",
        "type": "object",
        "additionalProperties": False,
        "required": ["version"],
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
