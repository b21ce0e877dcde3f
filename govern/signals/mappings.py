"""Mappings whose two ends are known; what refers to nothing is the matter of another rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.platforms import Platform
from govern.signals.destinations import platform_at
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping

if TYPE_CHECKING:
    from govern.platforms.facts import StandardEvent
    from govern.project import Project

COUNTED_BY = {
    "google_ads": ("conversion action", frozenset(("send_to", "conversion_action"))),
    "linkedin": ("conversion rule", frozenset(("conversion", "conversion_id"))),
    "x": ("event of its Events Manager", frozenset(("event_id",))),
}
"""What counts conversions at a platform, and the fields by which a mapping may name it instead."""


@memo
def by_platform(project: Project) -> tuple[tuple[Mapping, Platform], ...]:
    """Every mapping to a destination at a platform that is known."""
    at = platform_at(project)
    found = ((mapping, at.get(mapping.destination)) for mapping in project.mappings)
    return tuple((mapping, known) for mapping, known in found if known is not None)


def says_all(project: Project) -> bool:
    """Whether the mappings say where every event goes: all could be read, and they name what there is."""
    return project.is_whole("mappings") and all(
        mapping.event in project.event_by_name and mapping.destination in project.destination_by_name
        for mapping in project.mappings
    )


def by_standard_event(project: Project) -> Iterator[tuple[Mapping, Platform, StandardEvent]]:
    """Every mapping to an event that the platform knows by name."""
    for mapping, known in by_platform(project):
        standard = known.events.get(mapping.as_)
        if standard is not None:
            yield mapping, known, standard


def by_event(project: Project) -> Iterator[tuple[Mapping, Event]]:
    """Every mapping of an event that is declared."""
    for mapping in project.mappings:
        event = project.event_by_name.get(mapping.event)
        if event is not None:
            yield mapping, event


@memo
def routed(project: Project) -> tuple[tuple[Mapping, Event, Destination], ...]:
    """Every mapping of which both ends are declared, of events that happen."""
    found = []
    for mapping, event in by_event(project):
        destination = project.destination_by_name.get(mapping.destination)
        if destination is not None and event.happens(project.today):
            found.append((mapping, event, destination))
    return tuple(found)


def has_server_leg(project: Project) -> frozenset[str]:
    """The destinations that something is sent to by server."""
    return frozenset(mapping.destination for mapping in project.mappings if "server" in mapping.via)


def by_backend_alone(project: Project) -> Iterator[tuple[Mapping, Platform]]:
    """Every mapping that a back end sends and no browser, so that nothing is known but what it says."""
    for mapping, platform in by_platform(project):
        server = project.destination_by_name[mapping.destination].server
        if set(mapping.via) == {"server"} and server is not None and server.sender == "backend":
            yield mapping, platform


def is_360(project: Project, mapping: Mapping) -> bool:
    """Whether the destination is a property of Analytics 360, which has higher limits."""
    return project.destination_by_name[mapping.destination].settings.get("analytics_360") is True
