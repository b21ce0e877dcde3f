"""JSON Schemas for editors, made from the same records that read the files."""

from __future__ import annotations

import functools
import json
from typing import Any

from govern.core.record import Record
from govern.spec.described import described, records
from govern.spec.edge import model
from govern.spec.read import VERSION
from govern.spec.section import in_order, section

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a spec file: the version and every section."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {"version": {"const": VERSION, "description": "The version of the spec language."}}
    for name in in_order():
        record = section(name).record
        definitions.update(of_record(record))
        reference = {"$ref": f"#/$defs/{record.__name__}"}
        about = {"description": (record.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")}
        properties[name] = {**about, **({"type": "array", "items": reference} if section(name).many else reference)}
    return {
        "$schema": DIALECT,
        "$comment": "Written by govern schema from the records that read spec files.",
        "title": "govern spec file",
        "type": "object",
        "additionalProperties": False,
        "required": ["version"],
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_of(record: type[Record], title: str) -> dict[str, Any]:
    """JSON Schema 2020-12 of a file that holds one record."""
    definitions = of_record(record)
    whole = definitions.pop(record.__name__)
    comment = "Written by govern schema from the record that reads the file."
    return {
        "$schema": DIALECT,
        "$comment": comment,
        **whole,
        "title": title,
        "$defs": dict(sorted(definitions.items())),
    }


def of_record(record: type[Record]) -> dict[str, Any]:
    """The definitions of a record and of those that it is made of, with what their keys mean."""
    found = model(record).model_json_schema(ref_template="#/$defs/{model}")
    definitions = {**found.pop("$defs", {}), record.__name__: found}
    for one in records(record):
        properties = definitions[one.__name__].get("properties", {})
        for key, text in described(one).items():
            properties[key] = {"description": text, **{k: v for k, v in properties[key].items() if k != "title"}}
    return definitions


@functools.cache
def text() -> str:
    """The schema of a spec file as a file."""
    return as_text(schema())


def as_text(made: dict[str, Any]) -> str:
    """A schema as a file."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
