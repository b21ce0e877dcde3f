"""TypeScript for the page: the events and their parameters as types, and a `track()` that takes nothing else.

`track()` takes parameters by their names in the specs and writes them where the data layer wants them. It writes every
parameter of the event, `undefined` where there is none, because the data layer remembers what earlier events wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from govern.core.report import Artifact
from govern.project import Project
from govern.render import templates
from govern.render.messages import Fact, Message, messages
from govern.spec.sections.events import Event, EventParameter, Parameter

WRITES = "TypeScript for the page: every event, and a track() that takes nothing else"
POSITION = 40

TYPES = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "money": "number",
    "currency": "string",
    "email": "string",
    "phone": "string",
    "url": "string",
    "timestamp": "string | number",
    "date": "string",
    "items": "readonly Item[]",
    "list": "readonly unknown[]",
    "object": "Readonly<Record<string, unknown>>",
}

FORMS = {
    "integer": "A whole number.",
    "money": "Major units, without a symbol.",
    "currency": "ISO 4217, three capital letters.",
    "url": "With https:// or http://.",
    "timestamp": "ISO 8601, or a number since 1970.",
    "date": "YYYY-MM-DD.",
}
"""What the type of a parameter says beyond TypeScript's."""


def artifacts(project: Project) -> Iterator[Artifact]:
    """All events that pages push, as `<output>/types/tracking.ts`."""
    found = list(messages(project))
    if found:
        values = {"events": [described(message) for message in found]}
        yield Artifact(
            f"{project.config.output}/types/tracking.ts",
            templates.render("types/tracking.ts", "code", values, project.root),
        )


def described(message: Message) -> dict[str, object]:
    """What the template prints of an event; every text is TypeScript already."""
    return {
        "key": literal(message.event.name),
        "name": literal(message.name),
        "comment": comment(*about_event(message.event)),
        "facts": [
            {
                "key": literal(fact.name),
                "optional": "" if fact.required else "?",
                "type": type_of(fact.parameter),
                "comment": comment(*about(fact)),
                "path": ", ".join(map(literal, fact.path)),
            }
            for fact in message.facts
        ],
        "cleared": ", ".join(f"[{', '.join(map(literal, fact.path))}]" for fact in message.facts if fact.is_merged),
    }


def about_event(event: Event) -> Iterator[str | None]:
    """What a developer should know of an event."""
    yield event.description
    yield f"Owner: {event.owner}." if event.owner else None
    if event.fires is not None and event.fires.once_per:
        yield f"Once per {event.fires.once_per}."
    if event.when_ready:
        yield f"Not before there is {', '.join(event.when_ready)}."
    if event.status == "deprecated":
        end = f" until {event.until}" if event.until else ""
        successor = f", use {event.replaced_by}" if event.replaced_by else ""
        yield f"@deprecated{end}{successor}"


def about(fact: Fact) -> Iterator[str | None]:
    """What a developer should know of a parameter."""
    parameter = fact.parameter
    yield parameter.description
    yield FORMS.get(parameter.type or "")
    yield f"Unit: {parameter.unit}." if parameter.unit else None
    yield f"Format: {parameter.format}." if parameter.format else None
    yield f"Pattern: {parameter.pattern}" if parameter.pattern else None
    yield f"Personal data: {parameter.pii}." if parameter.pii else None


def type_of(parameter: Parameter | EventParameter) -> str:
    """The TypeScript type of a parameter's value."""
    if parameter.values:
        return " | ".join(map(literal, parameter.values))
    return TYPES[parameter.type] if parameter.type is not None else "unknown"


def literal(value: str | float | bool) -> str:
    """A value as a literal, all in ASCII, so that nothing hidden stands in code."""
    return json.dumps(value)


def comment(*parts: str | None) -> str:
    """A comment on one line, empty when there is nothing to say; no text ends it early."""
    text = " ".join(sentence(part) for part in parts if part)
    return str(templates.visible(" ".join(text.split()))).replace("*/", "* /")


def sentence(text: str) -> str:
    """A text that another may follow."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) or text.startswith(("@", "Pattern: ")) else f"{text}."
