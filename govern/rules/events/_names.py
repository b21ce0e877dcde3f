"""The names that events and their templates speak of."""

from __future__ import annotations

import re

from govern.model.events import Event
from govern.project import Project

IN_BRACES = re.compile(r"\{([^{}]*)\}")


def parameter_names(event: Event) -> tuple[str, ...]:
    """The names of an event's parameters, whether or not the shared ones exist."""
    return tuple(name for parameter in event.parameters if (name := parameter.use or parameter.name))


def names_in(template: str) -> tuple[str, ...]:
    """The parameters that an event ID is made of: `order_{order_id}` is made of `order_id`."""
    return tuple(dict.fromkeys(IN_BRACES.findall(template)))


def referred(project: Project, event: Event) -> frozenset[str]:
    """The parameters that an event's own ID, guard and amounts refer to: if one is missing, it is said there and once."""
    return frozenset((*names_in(event.event_id or ""), *when_ready(event), *currencies(project, event)))


def currencies(project: Project, event: Event) -> frozenset[str]:
    """The parameters that hold the currencies of an event's amounts."""
    known = project.parameters_of(event).values()
    return frozenset(found.currency for found in known if found.type == "money" and found.currency)


def when_ready(event: Event) -> tuple[str, ...]:
    """The parameters that an event waits for."""
    return event.fires.when_ready if event.fires is not None else ()
