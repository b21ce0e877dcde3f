"""One JSON Schema (2020-12) for each event: what its message in the data layer must look like.

For contract tests in the page's own repository, for mocks, and for whoever checks captured messages. Any validator reads
them: Ajv in its strict mode, and engines that take expressions with the flag `u`. A schema accepts
exactly the examples that `govern lint` accepts; keys that are not declared are allowed, since Tag Manager adds its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from govern.core.regex import regex
from govern.core.report import Artifact
from govern.project import Project
from govern.render.messages import Message, messages
from govern.render.stems import stem
from govern.signals.patterns import reading
from govern.spec.base import EMAIL, URL
from govern.spec.sections.events import EventParameter, Parameter

WRITES = "one JSON Schema for each event"
POSITION = 50

ISO_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[-+][0-9]{2}:?[0-9]{2})?$"

TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "money": {"type": "number"},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "email": {"type": "string", "pattern": f"^{EMAIL.pattern}$"},
    "phone": {"type": "string", "pattern": "([0-9][^0-9]*){5}"},
    "url": {"type": "string", "pattern": f"^{URL.pattern}$"},
    "timestamp": {"anyOf": [{"type": "string", "pattern": ISO_TIME}, {"type": "number"}]},
    "date": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
    "items": {"type": "array", "items": {"type": "object"}},
    "list": {"type": "array"},
    "object": {"type": "object"},
}


def artifacts(project: Project) -> Iterator[Artifact]:
    """Every event that pages push, as `<output>/schemas/<event>.json`."""
    for message in messages(project):
        text = json.dumps(schema(message), ensure_ascii=False, indent=2)
        yield Artifact(f"{project.config.output}/schemas/{stem(message.event.name)}.json", text + "\n")


def schema(message: Message) -> dict[str, Any]:
    """The schema of one event's message."""
    event = message.event
    found: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": event.name}
    if event.description:
        found["description"] = event.description
    if event.status == "deprecated":
        found["deprecated"] = True
    named: dict[str, Any] = {"properties": {"event": {"const": message.name}}, "required": ["event"]}
    found.update({"type": "object", **(named if message.name else {"properties": {}})})
    for fact in message.facts:
        within = found
        for step in fact.path[:-1]:
            within = inner(within, step, needed=fact.required)
        within["properties"][fact.path[-1]] = of_parameter(fact.parameter)
        if fact.required:
            require(within, fact.path[-1])
    if event.examples:
        found["examples"] = [message.pushed(example) for example in event.examples]
    return found


def inner(within: dict[str, Any], step: str, *, needed: bool) -> dict[str, Any]:
    """The schema of a mapping inside another, made when it is first met."""
    made: dict[str, Any] = within["properties"].setdefault(step, {"type": "object", "properties": {}})
    if needed:
        require(within, step)
    return made


def require(within: dict[str, Any], key: str) -> None:
    """Ask for a key, once."""
    required = within.setdefault("required", [])
    if key not in required:
        required.append(key)


def of_parameter(parameter: Parameter | EventParameter) -> dict[str, Any]:
    """The schema of a parameter's value."""
    found = dict(TYPES[parameter.type]) if parameter.type is not None else {}
    notes = [parameter.description, parameter.unit and f"Unit: {parameter.unit}"]
    if described := " ".join(filter(None, notes)):
        found["description"] = described
    if parameter.values:
        found["enum"] = list(parameter.values)
    if parameter.pattern is not None and (pattern := ecmascript(parameter.pattern)) is not None:
        if "pattern" in found:
            found["allOf"] = [{"type": "string", "pattern": pattern}]
        else:
            found["pattern"] = pattern
    if parameter.pii is not None:
        found["$comment"] = f"personal data: {parameter.pii}"
    return found


ESCAPED = regex(r"\\(.)|\[(?:\^\])?|\]", re.DOTALL)
"""A sign that is taken as itself, and where a class begins and ends."""

SYNTAX = frozenset("^$\\.*+?()[]{}|/")
OTHERS = regex(r"\(\?[a-zA-Z]*[-:]?[a-zA-Z]*[:)]|\(\?P|\[\[:|&&|--|~~|\\[AzZ<>]|\\x\{|\\p[A-Z]|[*+?}]\+")
"""What ECMAScript has no words for, or other words."""


def ecmascript(expression: str) -> str | None:
    """An expression as `new RegExp(..., "u")` takes it, which refuses escapes that nothing needs; `None` where it has
    parts that mean something else there. The examples are held against all of it by `govern lint`."""
    if reading(expression) or OTHERS.search(expression.replace("(?:", "(")):
        return None
    inside = False

    def written(found: re.Match[str]) -> str:
        nonlocal inside
        sign = found[1]
        if sign is None:
            inside = not found[0].startswith("]")
            return found[0]
        if sign.isascii() and not sign.isalnum() and sign not in SYNTAX and not (inside and sign == "-"):
            return sign
        return found[0]

    return ESCAPED.sub(written, expression)
