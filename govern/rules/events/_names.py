"""The names that events and their templates speak of."""

from __future__ import annotations

import re

from govern.model.events import Event
from govern.project import Project
from govern.report import Edit, Place, Related
from govern.rules import put

IN_BRACES = re.compile(r"\{([^{}]*)\}")


def parameter_names(event: Event) -> tuple[str, ...]:
    """The names of an event's parameters, whether or not the shared ones exist."""
    return tuple(name for parameter in event.parameters if (name := parameter.use or parameter.name))


def names_in(template: str) -> tuple[str, ...]:
    """The parameters that an event ID is made of: `order_{order_id}` is made of `order_id`."""
    return tuple(dict.fromkeys(IN_BRACES.findall(template)))


def respelt(place: Place, template: str, name: str, meant: str) -> tuple[Edit, ...]:
    """The fix that gives a parameter its right name: alone, or in an event ID in which nothing else is wrong."""
    value = template.replace(f"{{{name}}}", f"{{{meant}}}") if template else meant
    return put(place, value if meant else "")


def declaration(project: Project, event: Event, name: str) -> tuple[Related, ...]:
    """Where a parameter of an event is declared, as the second place of a problem about its value."""
    shared = project.parameter_by_name.get(name)
    for position, parameter in enumerate(event.parameters):
        if parameter.use == name and shared is not None:
            return (Related("the parameter is declared here", shared.place("name")),)
        if parameter.name == name:
            return (Related("the parameter is declared here", event.place("parameters", position)),)
    return ()


def when_ready(event: Event) -> tuple[str, ...]:
    """The parameters that an event waits for."""
    return event.fires.when_ready if event.fires is not None else ()
