"""Messages of the data layer, as Tag Manager's preview or the page's own `dataLayer` shows them, held against the specs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govern.captures.hit import Message, Value
from govern.captures.request import Request
from govern.captures.values import Digests, number_of, value_of
from govern.spec.sections.events import Event

if TYPE_CHECKING:
    from govern.project import Project

DEEPEST = 4
BUILT_IN = "gtm."
"""How the messages of Tag Manager itself begin."""


def message_of(request: Request, digests: Digests) -> Message:
    """The message that a document is."""
    values = {way: value_of(value, digests, way.rpartition(".")[2]) for way, value in ways(request.body)}
    return Message(request.n, request.place, str(request.body["event"])[:100], values)


def ways(data: Mapping[str, Any], before: str = "", deep: int = 0) -> Iterator[tuple[str, Any]]:
    """Each value of a message and the way to it: `ecommerce.value`."""
    for key, value in data.items():
        yield f"{before}{key}", value
        if isinstance(value, dict) and deep < DEEPEST:
            yield from ways(value, f"{before}{key}.", deep + 1)


def messages(project: Project) -> Iterator[Message]:
    """The messages of the page itself."""
    for capture in project.live.captures:
        yield from (one for one in capture.messages if not one.event.startswith(BUILT_IN))


def declared(project: Project) -> dict[str, list[Event]]:
    """The events by the message that they wait for."""
    found: dict[str, list[Event]] = {}
    for event in project.events:
        found.setdefault(event.message, []).append(event)
    return found


def undeclared(project: Project) -> Iterator[Message]:
    """The messages that no event waits for, where the specs have events."""
    known = declared(project)
    if known and project.is_whole("events"):
        yield from (one for one in messages(project) if one.event not in known)


def lacking(project: Project) -> Iterator[tuple[Message, Event, list[str]]]:
    """The messages that lack what their event requires, by the keys of the data layer."""
    known = declared(project)
    for one in messages(project):
        for event in known.get(one.event, []):
            missing = [key for key in required(project, event) if is_absent(one.values.get(key))]
            if missing:
                yield one, event, missing


def required(project: Project, event: Event) -> Iterator[str]:
    """The keys of the data layer that an event always has in the browser."""
    needed = {parameter.use or parameter.name for parameter in event.parameters if parameter.required}
    for name, parameter in project.parameters_of(event).items():
        if name in needed and (not parameter.legs or "browser" in parameter.legs):
            yield parameter.data_layer or name


def no_numbers(project: Project) -> Iterator[tuple[Message, Value]]:
    """The messages of which what Google Analytics takes for their value is not a number."""
    for one in messages(project):
        value = one.values.get("ecommerce.value")
        if value is not None and value.type == "text" and not is_absent(value) and number_of(value.text) is None:
            yield one, value


def is_absent(value: Value | None) -> bool:
    """Whether a value is not there, or says nothing."""
    return (
        value is None or value.type == "nothing" or (value.type == "text" and value.text in ("", "undefined", "null"))
    )
