"""Public tracking plans as specs: what their authors would have written here, as far as it can be told mechanically.

Each shape is recognised by its content. What a plan does not say (owners, when an event fires) stays unsaid.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "array": "list",
         "object": "object", "array<item>": "items", "date": "date", "timestamp": "timestamp"}  # fmt: skip
SHORT = {"cu": "currency"}
"""Names on the wire of Analytics."""

Properties = dict[str, dict[str, Any]]
Told = tuple[str, str, Properties, list[str]]
"""An event of a plan: name, description, properties, the required ones."""


def specs_of(path: Path) -> dict[str, str]:
    """The specs of one plan by file name; empty where the file is no plan of a shape that we know."""
    text = path.read_text(encoding="utf-8")
    data = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    events = {
        name: (name, about, props, need) for name, about, props, need in told(data) if name.strip() == name and name
    }
    return {"specs/plan.yaml": json.dumps(spec(list(events.values())), ensure_ascii=False)} if events else {}


def told(data: Any) -> Iterator[Told]:
    """Every event of a plan."""
    if type(data) is dict:
        for shape in (of_rules, of_taxonomy, of_catalogue, of_hits):
            yield from shape(data)


def of_rules(data: dict[str, Any]) -> Iterator[Told]:
    """Rules with JSON Schemas, of either API of one vendor, or as YAML."""
    rules = data.get("rules") or ()
    for event in rules.get("events", ()) if type(rules) is dict else ():
        yield of_schema(event["name"], event.get("description"), event["rules"])
    for rule in rules if type(rules) is list else ():
        schema = rule.get("jsonSchema", rule)
        name = rule.get("key") or schema.get("eventMetadata", {}).get("name")
        yield of_schema(str(name), schema.get("description"), schema)


def of_taxonomy(data: dict[str, Any]) -> Iterator[Told]:
    """Events by name over standard parameters."""
    for name, event in (data.get("canonical_events") or {}).items():
        standard = data["standard_params"]
        used = [
            p for key in ("required_params", "optional_params", "params", "parameters") for p in event.get(key) or ()
        ]
        yield name, event.get("description", ""), {p: standard[p] for p in used if p in standard}, []


def of_catalogue(data: dict[str, Any]) -> Iterator[Told]:
    """A list of events, with a schema or with the names of parameters."""
    events = data.get("events")
    for event in events if type(events) is list else ():
        if "rules" in event:
            yield of_schema(event["name"], event.get("description"), event["rules"])
        elif "parameters" in event:
            yield event["name"], event.get("description", ""), {p: {"type": "string"} for p in event["parameters"]}, []


def of_hits(data: dict[str, Any]) -> Iterator[Told]:
    """Hits of Analytics that a test expects."""
    for case in (data.get("test_cases") or {}).values():
        for hit in (hit for hit in case["events"] if "en" in hit):
            keys = {
                SHORT.get(key, key.rpartition(".")[2]): value
                for key, value in hit.items()
                if "." in key or key in SHORT
            }
            yield hit["en"], "", {key: {"type": kind_of(value)} for key, value in keys.items()}, []


def of_schema(name: str, about: str | None, schema: dict[str, Any]) -> Told:
    """An event whose properties are a JSON Schema, below `properties.properties` where the plan has an envelope."""
    inner = (schema.get("properties") or {}).get("properties", schema)
    properties = inner.get("properties") if type(inner) is dict else None
    required = inner.get("required") if type(inner) is dict else None
    found = {key: value for key, value in (properties or {}).items() if type(value) is dict}
    return name, about or "", found, required or []


def kind_of(value: Any) -> str:
    """The type of a value in a hit."""
    return "number" if isinstance(value, int | float) else "string"


def spec(events: list[Told]) -> dict[str, Any]:
    """A spec file: the events, and Analytics told of each."""
    names = {name: snake(name) for name, *_ in events}
    taken = [snaked for snaked in names.values() if list(names.values()).count(snaked) == 1 and len(snaked) <= 40]
    return {
        "version": 1,
        "naming": {"events": "any", "parameters": "any"},
        "destinations": [{"name": "ga4", "platform": "ga4", "id": "G-PLAN000001", "consent": ["analytics_storage"]}],
        "events": [event(*one) for one in events],
        "mappings": [
            {"event": name, "destination": "ga4", "as": names[name], "parameters": sent(properties)}
            for name, _, properties, _ in events
            if names[name] in taken
        ],
    }


def sent(properties: Properties) -> dict[str, str]:
    """What Analytics gets: the first properties, as many as it takes, under names that it takes."""
    named = {snake(name): name for name in properties if name.strip() == name}
    return dict([(field, name) for field, name in named.items() if 0 < len(field) <= 40][:25])


def event(name: str, about: str, properties: Properties, required: list[str]) -> dict[str, Any]:
    """One event."""
    entry: dict[str, Any] = {"name": name, "owner": "web"}
    if about:
        entry["description"] = about
    entry["parameters"] = [
        parameter(key, value, key in required) for key, value in properties.items() if key.strip() == key
    ]
    return entry


def parameter(name: str, told: dict[str, Any], required: bool) -> dict[str, Any]:
    """One parameter; of several types the first that is none of `null`."""
    kinds = told.get("type", "string")
    kind = next((k for k in kinds if k != "null"), "string") if type(kinds) is list else str(kinds).split(",")[0]
    entry: dict[str, Any] = {"name": name, "type": TYPES.get(kind, "string"), "required": required}
    if told.get("description"):
        entry["description"] = told["description"]
    if told.get("enum") and all(type(value) in (str, int, float, bool) for value in told["enum"]):
        entry["values"] = told["enum"]
    return entry


def snake(name: str) -> str:
    """A name as Analytics wants it."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_").lstrip("0123456789_")
