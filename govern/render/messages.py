"""What a page writes into the data layer for each event: the shape that schemas, types and the plan's code share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.errors import GovernError
from govern.core.record import Record
from govern.gtm.derive.events import WHOLE
from govern.project import Project
from govern.signals.derived_tags import is_derived
from govern.spec.sections.events import Event, EventParameter, Parameter


class Fact(Record):
    """A parameter of an event: its definition, whether it must be there, and the way to it in the message."""

    name: str
    parameter: Parameter | EventParameter
    required: bool
    path: tuple[str, ...]

    @property
    def is_merged(self) -> bool:
        """Whether the data layer would mix its value with that of an earlier message: lists and objects inside others."""
        return self.parameter.type in WHOLE and len(self.path) > 1


class Message(Record):
    """What a page pushes: the value of its `event` key, and the event's facts in the order of the specs.

    The name is empty where the container sees for itself that it happened: then the page only writes the facts.
    """

    event: Event
    name: str
    facts: tuple[Fact, ...]

    def cleared(self) -> dict[str, Any]:
        """What is pushed ahead, so that nothing of an earlier message stays: its places, with `None` in them."""
        message: dict[str, Any] = {}
        for fact in self.facts:
            if fact.is_merged:
                put(message, fact.path, None)
        return message

    def pushed(self, example: dict[str, Any]) -> dict[str, Any]:
        """An example as it is pushed."""
        message: dict[str, Any] = {"event": self.name} if self.name else {}
        for fact in self.facts:
            if example.get(fact.name) is not None:
                put(message, fact.path, example[fact.name])
        return message


def messages(project: Project, *, drafts: bool = False) -> Iterator[Message]:
    """The message of every event, by name; drafts are not pushed yet, and what says nothing never is."""
    for _, event in sorted(project.event_by_name.items()):
        message = message_of(project, event)
        if drafts or (event.status != "draft" and (message.name or message.facts)):
            yield message


def message_of(project: Project, event: Event) -> Message:
    """The message of one event. Raises `GovernError` where two parameters would write over each other."""
    known = project.parameters_of(event)
    facts: dict[tuple[str, ...], Fact] = {}
    for position, used in enumerate(event.parameters):
        name = used.use or used.name
        found = known.get(name) if name is not None else None
        if name is None or found is None or any(fact.name == name for fact in facts.values()):
            continue  # a rule speaks of what is not declared and of what is there twice
        path = tuple((found.data_layer or name).split("."))
        if "__proto__" in path:  # what a page would write there, it would write into every object
            message = (
                f'parameter "{name}" of event "{event.name}" stands in "__proto__", which is not a key of an object'
            )
            raise GovernError(message, event.place("parameters", position), "give it another data_layer key")
        rival = next((other for other in facts if clash(path, other)), ("event",) if path[0] == "event" else None)
        if rival is not None:
            message = f'parameter "{name}" of event "{event.name}" writes over "{".".join(rival)}" in the data layer'
            raise GovernError(message, event.place("parameters", position), "give one of them another data_layer key")
        facts[path] = Fact(name, found, used.required, path)
    seen = event.moment != "message" and is_derived(project, event.name)
    return Message(event, "" if seen else event.message, tuple(facts.values()))


def clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one way is the other, or its beginning."""
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def put(into: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Write a value at the end of a way, making the mappings on it."""
    for step in path[:-1]:
        into = into.setdefault(step, {})
    into[path[-1]] = value
