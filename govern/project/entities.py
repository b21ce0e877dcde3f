"""What the specs of a project declare, by section and by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from govern.core.report import Place
from govern.spec.base import Entity

if TYPE_CHECKING:
    from govern.spec.sections.access import Access, App, Grant, Person, ServiceIdentity
    from govern.spec.sections.attribution import Attribution
    from govern.spec.sections.containers import ContainerEntry
    from govern.spec.sections.csp import Csp
    from govern.spec.sections.destinations import Destination
    from govern.spec.sections.events import Event, EventParameter, Parameter
    from govern.spec.sections.mappings import Mapping
    from govern.spec.sections.naming import Naming
    from govern.spec.sections.quality import Quality
    from govern.spec.sections.sites import Site
    from govern.spec.sections.tokens import Token, Tokens

T = TypeVar("T", bound=Entity)


def first_by(entities: Iterable[T], name: Callable[[T], str]) -> dict[str, T]:
    """An index in which the first of two namesakes wins."""
    index: dict[str, T] = {}
    for entity in entities:
        index.setdefault(name(entity), entity)
    return index


USED_WITH = ("legs", "volatile", "may_be_zero")
"""What an event may say about a shared parameter that it uses, for itself alone."""


class Entities:
    """The entities of specs, indexed when somebody asks; of two namesakes the first counts."""

    def __init__(self, sections: dict[str, tuple[Any, ...]]) -> None:
        self.sections = sections
        self.resolved: dict[int, tuple[Event, dict[str, Parameter | EventParameter]]] = {}
        """What `parameters_of` has answered, by the event's identity; each is asked for by many rules."""

    @property
    def sites(self) -> tuple[Site, ...]:
        return self.sections.get("sites", ())

    @property
    def destinations(self) -> tuple[Destination, ...]:
        return self.sections.get("destinations", ())

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self.sections.get("parameters", ())

    @property
    def events(self) -> tuple[Event, ...]:
        return self.sections.get("events", ())

    @property
    def mappings(self) -> tuple[Mapping, ...]:
        return self.sections.get("mappings", ())

    @property
    def attribution(self) -> tuple[Attribution, ...]:
        return self.sections.get("attribution", ())

    @property
    def policies(self) -> tuple[Csp, ...]:
        return self.sections.get("csp", ())

    @property
    def access(self) -> tuple[Access, ...]:
        return self.sections.get("access", ())

    @property
    def tokens(self) -> tuple[Tokens, ...]:
        return self.sections.get("tokens", ())

    @property
    def quality(self) -> tuple[Quality, ...]:
        return self.sections.get("quality", ())

    @cached_property
    def naming(self) -> Naming:
        """How names are written: the first `naming` section there is, or the defaults."""
        from govern.spec.sections.naming import Naming

        return next(iter(self.sections.get("naming", ())), Naming())

    @property
    def container_entries(self) -> tuple[ContainerEntry, ...]:
        return self.sections.get("containers", ())

    @cached_property
    def site_by_name(self) -> dict[str, Site]:
        return first_by(self.sites, lambda site: site.name)

    @cached_property
    def destination_by_name(self) -> dict[str, Destination]:
        return first_by(self.destinations, lambda destination: destination.name)

    @cached_property
    def parameter_by_name(self) -> dict[str, Parameter]:
        return first_by(self.parameters, lambda parameter: parameter.name)

    @cached_property
    def event_by_name(self) -> dict[str, Event]:
        return first_by(self.events, lambda event: event.name)

    @cached_property
    def mappings_of_event(self) -> dict[str, list[Mapping]]:
        index: dict[str, list[Mapping]] = {}
        for mapping in self.mappings:
            index.setdefault(mapping.event, []).append(mapping)
        return index

    @cached_property
    def token_by_name(self) -> dict[str, Token]:
        index: dict[str, Token] = {}
        for tokens in self.tokens:
            for token in tokens.items:
                index.setdefault(token.name, token)
        return index

    def grants(self) -> Iterator[tuple[Grant, Place]]:
        """Every declared grant and its place."""
        for access in self.access:
            for position, grant in enumerate(access.grants):
                yield grant, access.place("grants", position)

    def people(self) -> Iterator[tuple[Person, Place]]:
        """Every declared person and their place."""
        for access in self.access:
            for position, person in enumerate(access.people):
                yield person, access.place("people", position)

    def services(self) -> Iterator[tuple[ServiceIdentity, Place]]:
        """Every declared service identity and its place."""
        for access in self.access:
            for position, service in enumerate(access.services):
                yield service, access.place("services", position)

    def apps(self) -> Iterator[tuple[App, Place]]:
        """Every declared connected app and its place."""
        for access in self.access:
            for position, app in enumerate(access.apps):
                yield app, access.place("apps", position)

    def token_items(self) -> Iterator[tuple[Token, Place]]:
        """Every declared token and its place."""
        for tokens in self.tokens:
            for position, token in enumerate(tokens.items):
                yield token, tokens.place("items", position)

    def parameters_of(self, event: Event) -> dict[str, Parameter | EventParameter]:
        """An event's parameters by name, the shared ones resolved; unknown references are left out."""
        known = self.resolved.get(id(event))
        if known is not None:
            return known[1]
        resolved: dict[str, Parameter | EventParameter] = {}
        self.resolved[id(event)] = (event, resolved)
        for parameter in event.parameters:
            if parameter.use is not None:
                shared = self.parameter_by_name.get(parameter.use)
                if shared is not None:
                    own: dict[str, Any] = {key: getattr(parameter, key) for key in USED_WITH if getattr(parameter, key)}
                    resolved[parameter.use] = shared.replace(**own) if own else shared
            elif parameter.name is not None:
                resolved[parameter.name] = parameter
        return resolved
