"""The names that events and their templates speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import put
from govern.core.regex import regex
from govern.core.report import Edit, Place, Related
from govern.spec.sections.events import Event
from govern.spec.spelling import same_letters

if TYPE_CHECKING:
    from govern.project import Project

NOTHING = frozenset(("todo", "tbd", "tba", "fixme", "na", "none", "description", "event", "wip", "xxx", "placeholder"))
"""What people write where they have to write something."""

BETWEEN = regex(r"(?<![0-9])[\W_]+|[\W_]+(?![0-9])")
"""Signs between words. Between two digits they matter: `step_1_2` is not `step_12`."""

IN_BRACES = regex(r"\{([^{}]*)\}")


def parameter_names(event: Event) -> tuple[str, ...]:
    """The names of an event's parameters, whether or not the shared ones exist."""
    return tuple(name for parameter in event.parameters if (name := parameter.use or parameter.name))


def names_in(template: str) -> tuple[str, ...]:
    """The parameters that an event ID is made of: `order_{order_id}` is made of `order_id`."""
    return tuple(dict.fromkeys(IN_BRACES.findall(template)))


def respelt(place: Place, template: str, name: str, known: tuple[str, ...]) -> tuple[Edit, ...]:
    """The fix that gives a parameter its right name: alone, or in an event ID in which nothing else is wrong."""
    unknown = [one for one in names_in(template) if one not in known]
    meant = same_letters(name, known) if len(unknown) <= 1 else ""
    return put(place, template.replace(f"{{{name}}}", f"{{{meant}}}") if template and meant else meant)


def declaration(project: Project, event: Event, name: str) -> tuple[Related, ...]:
    """Where a parameter of an event is declared, as the second place of a problem about its value."""
    shared = project.parameter_by_name.get(name)
    for position, parameter in enumerate(event.parameters):
        if parameter.use == name and shared is not None:
            return (Related("the parameter is declared here", shared.place("name")),)
        if parameter.name == name:
            return (Related("the parameter is declared here", event.place("parameters", position)),)
    return ()


def spelt_alike(project: Project) -> Iterator[list[Event]]:
    """The events whose names are alike, those that are on their way out left aside."""
    by_letters: dict[str, list[Event]] = {}
    for event in project.event_by_name.values():
        if event.status != "deprecated":
            by_letters.setdefault(BETWEEN.sub("", event.name).casefold(), []).append(event)
    return (alike for alike in by_letters.values() if len(alike) > 1)


def twins(project: Project) -> frozenset[str]:
    """The names of which one has to go, so that nobody has to write it in another style."""
    return frozenset(event.name for alike in spelt_alike(project) for event in alike)
