"""What cannot become a tag: names that Tag Manager would read as something else, and event IDs that tell who it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.core.report import Place
from govern.gtm.derive.events import PLACEHOLDER
from govern.gtm.entries import EntryProblem
from govern.spec.base import Entity
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Constant, Mapping
from govern.spec.sections.sites import Site

if TYPE_CHECKING:
    from govern.project import Project

BRACE = regex("[{}]")


def unusable_event(project: Project, event: Event) -> Iterator[EntryProblem]:
    """Why an event cannot become tags."""
    yield from braces_in("event", event.name, event, "name")
    if event.fires is not None and event.fires.name:
        yield from braces_in("event", event.fires.name, event, "fires", "name")
    for index, name in enumerate(event.when_ready):
        yield from braces_in("parameter", name, event, "fires", "when_ready", index)
    if event.event_id:
        yield from unusable_id(project, event, event.event_id, event)


def unusable_mapping(project: Project, event: Event, mapping: Mapping) -> Iterator[EntryProblem]:
    """Why a mapping of an event in order cannot become a tag."""
    yield from braces_in("event", mapping.as_, mapping, "as")
    yield from braces_in("conversion_action", mapping.conversion_action or "", mapping, "conversion_action")
    yield from braces_in("conversion_label", mapping.conversion_label or "", mapping, "conversion_label")
    for field, value in mapping.parameters.items():
        noun, name = ("value", str(value.value)) if isinstance(value, Constant) else ("parameter", value)
        yield from braces_in("field", field, mapping, "parameters", field)
        if noun == "value" or name in project.parameters_of(event):  # what it has not is another rule's
            yield from braces_in(noun, name, mapping, "parameters", field)
    if mapping.event_id:
        yield from unusable_id(project, event, mapping.event_id, mapping)


def braces_in(noun: str, name: str, entity: Entity, *route: str | int) -> tuple[EntryProblem, ...]:
    """What is wrong with a name that stands in entities."""
    return (braces(noun, name, entity.place(*route)),) if "{" in name or "}" in name else ()


def unusable_id(project: Project, event: Event, template: str, source: Entity) -> Iterator[EntryProblem]:
    """Why an event ID cannot be made."""
    known = project.parameters_of(event)
    is_known = all(name in known for name in PLACEHOLDER.findall(template))  # events/unknown-parameter-reference
    if is_known and BRACE.search(PLACEHOLDER.sub("", template)):
        message = f'event ID "{template}" has braces that hold no parameter'
        yield EntryProblem(message, source.place("event_id"), "write placeholders as {parameter}")
    for name in dict.fromkeys(PLACEHOLDER.findall(template)):
        if (found := known.get(name)) is not None and found.pii:
            message = (
                f'event ID of "{event.name}" is made of "{name}" (pii: {found.pii}), which would leave in plain text'
            )
            yield EntryProblem(
                message, source.place("event_id"), "make it of something that tells nothing about a person"
            )


def braces_at(destination: Destination, site: Site) -> Iterator[EntryProblem]:
    """The texts of an account that Tag Manager would take for variables."""
    given = destination.id
    ids = {(): given} if isinstance(given, str) else {(name,): id for name, id in (given or {}).items()}
    texts: list[tuple[str, str, Place]] = [("destination", destination.name, destination.place("name"))]
    texts += [("id", id, destination.place("id", *route)) for route, id in ids.items()]
    texts += [("first_party", site.first_party, site.place("first_party"))] if site.first_party else []
    for noun, text, place in texts:
        if BRACE.search(text):
            yield braces(noun, text, place)


def braces(noun: str, name: str, place: Place) -> EntryProblem:
    """The problem of a text with braces: there is no way to write them so that they stay text."""
    message = f'{noun} "{name}" has braces, which Tag Manager takes for a variable'
    return EntryProblem(message, place, "write it without { and }")
