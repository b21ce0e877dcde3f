"""What fills each field of a mapping: a parameter of the event, or a fixed value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.platforms import Platform
from govern.signals.mappings import by_platform
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.sections.mappings import Constant, Mapping

if TYPE_CHECKING:
    from govern.project import Project

AnyParameter = Parameter | EventParameter


class Filled(Record):
    """One field of a mapping at a known platform, and what is in it: `constant`, or the declared `parameter`."""

    mapping: Mapping
    platform: Platform
    field: str
    key: str  # "parameters" or "match_keys"
    name: str = ""
    constant: Constant | None = None
    parameter: AnyParameter | None = None
    event: Event | None = None

    @property
    def place(self) -> Place:
        """Where the field stands."""
        return self.mapping.place(self.key, self.field)

    @property
    def said(self) -> str:
        """How messages begin that are about the field."""
        return f'mapping of "{self.mapping.event}" to "{self.mapping.destination}"'

    def at_parameter(self, *route: str | int) -> Place:
        """A place in the declaration of the parameter, which is shared or the event's own."""
        if isinstance(self.parameter, Parameter):
            return self.parameter.place(*route)
        for position, own in enumerate(self.event.parameters if self.event is not None else ()):
            if self.event is not None and own.name == self.name:
                return self.event.place("parameters", position, *route)
        return self.place

    @property
    def declared_by(self) -> str:
        """The event that declares the parameter; empty where all events share it."""
        return "" if isinstance(self.parameter, Parameter) or self.event is None else self.event.name

    def samples(self) -> Iterator[tuple[Place, Any]]:
        """The values that the event's examples have for the parameter, and where."""
        if self.event is not None and self.name:
            for position, example in enumerate(self.event.examples):
                if self.name in example:
                    yield self.event.place("examples", position, self.name), example[self.name]


@memo
def filled(project: Project) -> tuple[Filled, ...]:
    """Every field of every mapping that is filled by something declared, parameters first, then match keys."""
    resolved: dict[str, dict[str, AnyParameter]] = {}
    found = []
    for mapping, platform in by_platform(project):
        event = project.event_by_name.get(mapping.event)
        if event is not None and event.name not in resolved:
            resolved[event.name] = project.parameters_of(event)
        known = resolved.get(mapping.event, {})
        end = {"mapping": mapping, "platform": platform, "event": event}
        for field, value in mapping.parameters.items():
            if isinstance(value, Constant):
                found.append(Filled.of({**end, "field": field, "key": "parameters", "constant": value}))
            elif value in known:
                given = {"name": value, "parameter": known[value]}
                found.append(Filled.of({**end, "field": field, "key": "parameters", **given}))
        for field, value in mapping.match_keys.items():
            if value in known:
                given = {"name": value, "parameter": known[value]}
                found.append(Filled.of({**end, "field": field, "key": "match_keys", **given}))
    return tuple(found)


def parameters(project: Project) -> Iterator[Filled]:
    """The fields that are parameters."""
    return (one for one in filled(project) if one.key == "parameters")


def match_keys(project: Project) -> Iterator[Filled]:
    """The fields that say who did it."""
    return (one for one in filled(project) if one.key == "match_keys")


def values(one: Filled) -> Iterator[tuple[Place, Any]]:
    """The values that a field is known to be sent with: its fixed one, the declared ones, those of examples."""
    if one.constant is not None:
        yield one.place.replace(route=(*one.place.route, "value")), one.constant.value
    for position, value in enumerate(one.parameter.values if one.parameter is not None else ()):
        yield one.at_parameter("values", position), value
    yield from one.samples()
