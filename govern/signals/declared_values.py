"""Where the values of a declared signal are read: parameters, match keys and the event ID of one leg of a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.signals.deduplication import id_fields, orders_only, template_of
from govern.signals.names import IN_BRACES, names_in
from govern.signals.personal_data import says_hashed
from govern.signals.signal import Form, Personal, Told
from govern.signals.source import NOTHING, Made, Read, Source, Text, Unknown, joined
from govern.spec.base import Leg
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.sections.mappings import Constant

if TYPE_CHECKING:
    from govern.gtm.derive.carried import Hit
    from govern.project import Project
    from govern.signals.specs import Mapped, Reader


class Readable(dict[str, Source]):
    """Where the parameters of an event are read on one leg, by our names; each is found out when somebody asks."""

    def __init__(self, project: Project, event: Event, leg: Leg, sender: str, hit: Hit | None) -> None:
        super().__init__()
        self.project, self.event, self.leg, self.sender, self.hit = project, event, leg, sender, hit

    def __missing__(self, name: str) -> Source:
        parameter = self.project.parameters_of(self.event).get(name)
        source = self[name] = self.find(name, parameter) if parameter is not None else Unknown(f'no parameter "{name}"')
        return source

    def find(self, name: str, parameter: Parameter | EventParameter) -> Source:
        """Where a parameter is read that the event has."""
        if parameter.legs and self.leg not in parameter.legs:
            return NOTHING
        if self.leg == "browser":
            found = Read("data layer", parameter.data_layer or name)
        elif self.sender == "backend":
            found = Read("backend", name)
        else:
            from govern.gtm.derive.carried import Hit, key_in

            found = Read("event data", key_in(self.project, self.event, self.hit or Hit(), name))
        return Made("another value each time", (found,), stable=False) if parameter.volatile else found

    def join(self, text: str) -> Source:
        """An event ID of its parts; nothing where one of them is not told on this leg."""
        parts = [self[piece] if at % 2 else Text(piece) for at, piece in enumerate(IN_BRACES.split(text))]
        return NOTHING if NOTHING in parts else joined(parts)


class Sources:
    """Where the values of one leg of a mapping come from."""

    def __init__(self, reader: Reader, signal: Mapped) -> None:
        self.mapping = signal.mapping
        self.event, destination = reader.event(self.mapping), reader.destination(self.mapping)
        self.facts = reader.facts.get(self.mapping.destination)
        self.known: Readable | None = None
        if self.event is None:
            return
        hit, sender = None, "page"
        if signal.leg == "server" and destination is not None:
            from govern.gtm.derive.carried import hits, site_of

            site, server = site_of(reader.project, destination, self.event), destination.server
            sender = server.sender if server is not None else "backend"
            if sender == "gtm" and site is not None:
                hit, sender = hits(reader.project).get((site.name, self.event.name)), f"gtm {site.name}"
        self.known = reader.parameters_on(self.event, signal.leg, sender, hit)

    def parameters(self) -> dict[str, Told]:
        """The parameters of the platform."""
        return {field: self.field(field, value) for field, value in self.mapping.parameters.items()}

    def people(self) -> dict[str, Personal]:
        """The match keys."""
        return {field: self.person(field, name) for field, name in self.mapping.match_keys.items()}

    def field(self, field: str, value: str | Constant) -> Told:
        """A parameter of the platform."""
        place = self.mapping.place("parameters", field)
        if isinstance(value, Constant):
            return Told(constant(value), place, (), str(value.value))
        return Told(self.read(value), place, (value,), f"{{{value}}}")

    def person(self, field: str, name: str) -> Personal:
        """A match key."""
        declared = self.known.project.parameters_of(self.known.event).get(name) if self.known is not None else None
        form: Form = "hashed" if declared is not None and says_hashed(declared) else "unknown"
        return Personal(self.read(name), self.mapping.place("match_keys", field), (name,), f"{{{name}}}", form)

    def read(self, name: str) -> Source:
        """Where a parameter of ours is read."""
        return self.known[name] if self.known is not None else Unknown(f'no event "{self.mapping.event}"')

    def event_id(self) -> Told:
        """The ID that the platform tells messages apart by: its field if that is filled by hand, else the event ID."""
        if self.facts is None or self.known is None:
            return Told(NOTHING, self.mapping.place("event_id"))
        for field in id_fields(self.facts, self.mapping.as_):
            value = self.mapping.parameters.get(field)
            if value is not None:
                return self.field(field, value)
        template = None if orders_only(self.facts) else template_of(self.mapping, self.known.event)
        if template is None:
            return Told(NOTHING, self.mapping.place("event_id"))
        return Told(self.known.join(template.text), template.place, names_in(template.text), template.text)


def constant(value: Constant) -> Text:
    """A fixed value as it is sent."""
    if isinstance(value.value, bool):
        return Text(str(value.value).lower(), "boolean")
    return Text(str(value.value), "text" if isinstance(value.value, str) else "number")
