"""Parameters that an event refers to and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Route
from govern.signals.names import names_in, parameter_names
from govern.spec.sections.events import Event


def told_of(event: Event) -> frozenset[str]:
    """The parameters that an event refers to and does not have, whatever they are called."""
    return frozenset(name for _, _, name in references(event)).difference(parameter_names(event))


def references(event: Event) -> Iterator[tuple[Route, str, str]]:
    """Every parameter that an event's own fields refer to: the way there, what the field is called, the name."""
    for name in names_in(event.event_id or ""):
        yield ("event_id",), "event ID", name
    for position, name in enumerate(event.when_ready):
        yield ("fires", "when_ready", position), "when_ready", name
