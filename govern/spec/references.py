"""References by name: who refers to what, and whether it is declared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from govern.core.report import Route
from govern.spec.base import Entity

if TYPE_CHECKING:
    from govern.project import Project

SECTIONS = {
    "sites": "site",
    "destinations": "destination",
    "parameters": "parameter",
    "events": "event",
    "tokens": "token",
}
"""The sections that declare names, and what messages call what they declare."""

Reference = tuple[Entity, Route, str, str]
"""The entity that refers, the way to the name inside it, the section that must declare the name, the name."""


def declared(project: Project) -> dict[str, Collection[str]]:
    """The names that there are, by section."""
    return {
        "sites": project.site_by_name,
        "destinations": project.destination_by_name,
        "parameters": project.parameter_by_name,
        "events": project.event_by_name,
        "tokens": project.token_by_name,
    }


def all_resolve(project: Project) -> bool:
    """Whether every name leads somewhere: only then do rules about several sections together see what was meant."""
    known = declared(project)
    return all(name in known[section] for _, _, section, name in references(project))


def references(project: Project) -> Iterator[Reference]:
    """Every reference by name."""
    for destination in project.destinations:
        if destination.site is not None:
            yield destination, ("site",), "sites", destination.site
        if destination.server is not None and destination.server.token is not None:
            yield destination, ("server", "token"), "tokens", destination.server.token
    for policy in project.policies:
        yield policy, ("site",), "sites", policy.site
    for mapping in project.mappings:
        yield mapping, ("event",), "events", mapping.event
        yield mapping, ("destination",), "destinations", mapping.destination
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            yield attribution, ("windows", position, "destination"), "destinations", window.destination
    yield from references_of_events(project)


def references_of_events(project: Project) -> Iterator[Reference]:
    """What events refer to: shared parameters, sites, the event that replaces them."""
    for event in project.events:
        for position, parameter in enumerate(event.parameters):
            if parameter.use is not None:
                yield event, ("parameters", position, "use"), "parameters", parameter.use
        if event.site is not None:
            yield event, ("site",), "sites", event.site
        if event.replaced_by is not None:
            yield event, ("replaced_by",), "events", event.replaced_by
