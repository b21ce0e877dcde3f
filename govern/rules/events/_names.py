"""The names that events and their templates speak of."""

from __future__ import annotations

import re

from govern.model.events import Event

IN_BRACES = re.compile(r"\{([^{}]*)\}")


def parameter_names(event: Event) -> tuple[str, ...]:
    """The names of an event's parameters, whether or not the shared ones exist."""
    return tuple(name for parameter in event.parameters if (name := parameter.use or parameter.name))


def names_in(template: str) -> tuple[str, ...]:
    """The parameters that an event ID is made of: `order_{order_id}` is made of `order_id`."""
    return tuple(dict.fromkeys(IN_BRACES.findall(template)))


def when_ready(event: Event) -> tuple[str, ...]:
    """The parameters that an event waits for."""
    return event.fires.when_ready if event.fires is not None else ()
