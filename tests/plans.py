"""Public tracking plans as specs: what their authors would have written here, as far as it can be told mechanically.

Each shape is recognised by its content. What a plan does not say (owners, when an event fires) stays unsaid.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "array": "list",
         "object": "object", "array<item>": "items", "date": "date", "timestamp": "timestamp", "currency": "currency"}  # fmt: skip
ON_THE_WIRE = {"cu": ("currency", "currency"), "pr1": ("items", "array<item>")}
"""Keys of a hit of Analytics that stand for a parameter: its name and type."""

LONGEST = 40
"""Letters of a name that Analytics takes."""

Properties = dict[str, dict[str, Any]]
Told = tuple[str, str, Properties, list[str]]
"""An event of a plan: name, description, properties, the required ones."""


def specs_of(path: Path) -> dict[str, str]:
    """The specs of one plan by file name; empty where the file is not a plan of a shape that we know."""
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
            yield event["name"], event.get("description", ""), {p: {} for p in event["parameters"]}, []


def of_hits(data: dict[str, Any]) -> Iterator[Told]:
    """Hits of Analytics that a test expects."""
    for case in (data.get("test_cases") or {}).values():
        for hit in (hit for hit in case["events"] if "en" in hit):
            told = {key.rpartition(".")[2]: {"type": kind_of(value)} for key, value in hit.items() if "." in key}
            known = (ON_THE_WIRE[key] for key in hit if key in ON_THE_WIRE)
            yield hit["en"], "", {**told, **{name: {"type": kind} for name, kind in known}}, []


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
    types = types_of(events)
    events = [
        (name, about, {p: told for p, told in props.items() if p.strip() == p and p in types}, need)
        for name, about, props, need in events
    ]
    sent_as = names_in_analytics([name for name, *_ in events])
    return {
        "version": 1,
        "naming": {"events": "any", "parameters": "any"},
        "destinations": [{"name": "ga4", "platform": "ga4", "id": "G-PLAN000001", "consent": ["analytics_storage"]}],
        "events": [event(*one, types) for one in events],
        "mappings": [
            {"event": name, "destination": "ga4", "as": sent_as[name], "parameters": sent(properties)}
            for name, _, properties, _ in events
        ],
    }


def types_of(events: list[Told]) -> dict[str, str]:
    """The type that a plan tells of each name most often; a name of which it tells none is left out of the spec."""
    said = Counter((name, kind) for *_, props, _ in events for name, told in props.items() if (kind := type_of(told)))
    return {name: kind for (name, kind), _ in reversed(said.most_common())}


def type_of(told: dict[str, Any]) -> str:
    """The one type that a plan tells of a property, besides `null`; empty where it tells none, or several."""
    kinds: list[str] = told["type"] if type(told.get("type")) is list else str(told.get("type") or "").split(",")
    (kind, *others) = [kind for kind in kinds if kind != "null"] or [""]
    return "" if others else TYPES.get(kind, "")


def names_in_analytics(names: list[str]) -> dict[str, str]:
    """A name that Analytics takes for each event; what is too long ends early, and differs from the others by a number."""
    short: dict[str, str] = {}
    for name in names:
        whole = snake(name)
        cut = whole[:LONGEST].rstrip("_")
        while cut != whole and cut in short.values():
            cut = f"{cut[: LONGEST - 3].rstrip('_')}_{len(short)}"
        short[name] = cut
    return {name: cut for name, cut in short.items() if cut}


def sent(properties: Properties) -> dict[str, str]:
    """What Analytics gets: the first properties, as many as it takes, under names that it takes."""
    named = {snake(name): name for name in properties}
    return dict([(field, name) for field, name in named.items() if 0 < len(field) <= LONGEST][:25])


def event(name: str, about: str, properties: Properties, required: list[str], types: dict[str, str]) -> dict[str, Any]:
    """One event."""
    entry: dict[str, Any] = {"name": name, "owner": "web"}
    if about:
        entry["description"] = about
    entry["parameters"] = [
        parameter(key, value, key in required, type_of(value) or types[key]) for key, value in properties.items()
    ]
    return entry


def parameter(name: str, told: dict[str, Any], required: bool, kind: str) -> dict[str, Any]:
    """One parameter."""
    entry: dict[str, Any] = {"name": name, "type": kind, "required": required}
    if told.get("description"):
        entry["description"] = told["description"]
    if told.get("enum") and all(type(value) in (str, int, float, bool) for value in told["enum"]):
        entry["values"] = told["enum"]
    return entry


def snake(name: str) -> str:
    """A name as Analytics wants it."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_").lstrip("0123456789_")
