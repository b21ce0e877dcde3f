"""Deriving tags: an event and its mappings become variables, a trigger and tags of the site's web container.

One file a platform, found by its name, which is the platform's key. It has `LABEL`, the word its tags begin with, and
two functions: `base(draft, target, legs)` adds what a destination needs once, `send(draft, leg)` the tag of one mapping.
What all platforms share is made in `_events` and `_accounts`.

What is derived: mappings `via` the browser, of events that are neither drafts nor deprecated past their day, to
destinations with a browser leg, on sites that name a web container. The page says that an event happened by
pushing `{event: <name>, <parameters>}` into the data layer, whatever the event `fires` on.

What is not: `once_per`. A tag fires once a message, and Tag Manager remembers nothing from one page to the next; that a
purchase is said once an order is the page's work, and on the side of the platforms the event ID's. Server containers
stay as they are in `containers`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from govern.derive._accounts import account
from govern.derive._draft import Draft, Leg, Target
from govern.derive._events import PLACEHOLDER, data_layer_name, when_ready
from govern.model.destinations import Destination
from govern.model.events import Event
from govern.model.gtm import Container
from govern.model.gtm_entries import EntryProblem
from govern.model.mappings import Constant, Mapping
from govern.model.sites import Site
from govern.platforms import platform
from govern.project import Project
from govern.report import Place


@cache
def derivable() -> tuple[str, ...]:
    """The keys of the platforms that tags are derived for, from the file names alone."""
    names = (name[:-3] for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def key_of(destination: Destination) -> str:
    """The platform a destination is at, by its key; as written where nobody knows it."""
    known = platform(destination.platform)
    return known.key if known is not None else destination.platform


def derive(project: Project, raw: dict[str, Container]) -> list[Draft]:
    """A draft for every web container that something can be derived for, by id. `raw` are those of the specs."""
    chosen: dict[str, dict[str, list[Mapping]]] = {}
    for mapping, destination, site in told(project):
        if site.containers is not None and site.containers.web is not None:
            chosen.setdefault(site.containers.web, {}).setdefault(destination.name, []).append(mapping)
    return [draft_of(project, id, mappings, raw.get(id)) for id, mappings in sorted(chosen.items())]


def told(project: Project) -> Iterator[tuple[Mapping, Destination, Site]]:
    """The mappings to derive tags for, in an order that does not depend on files; of namesakes the first."""
    seen = set()
    for mapping in sorted(project.mappings, key=lambda mapping: (mapping.event, mapping.destination, mapping.as_)):
        event = project.event_by_name.get(mapping.event)
        destination = project.destination_by_name.get(mapping.destination)
        name = (mapping.event, mapping.destination, mapping.as_)
        if event is None or destination is None or name in seen or "browser" not in mapping.via:
            continue
        seen.add(name)
        site = site_of(project, destination, event)
        if site and destination.browser and key_of(destination) in derivable() and happens(event, project.today):
            yield mapping, destination, site


def happens(event: Event, today: str) -> bool:
    """Whether an event is told at all: drafts not yet, deprecated ones until their day."""
    if event.status == "deprecated":
        return event.until is None or event.until >= today
    return event.status == "active"


def site_of(project: Project, destination: Destination, event: Event) -> Site | None:
    """The site whose container sends: the destination's, else the event's, else the only one there is."""
    named = destination.site or event.site
    if named is not None:
        return project.site_by_name.get(named)
    return project.sites[0] if len(project.sites) == 1 else None


def draft_of(project: Project, id: str, mappings: dict[str, list[Mapping]], raw: Container | None) -> Draft:
    """The derived part of one container, from the mappings by destination."""
    sites = [site for site in project.sites if site.containers is not None and site.containers.web == id]
    draft = Draft(project, id, sites, raw)
    targets = targets_of(draft, mappings)
    legs = legs_of(draft, [(mapping, targets[name]) for name, same in mappings.items() for mapping in same if name in targets])
    for target in targets.values():
        own = [leg for leg in legs if leg.target is target]
        if own:
            module_of(target).base(draft, target, own)
        for leg in own:
            module_of(target).send(draft, leg)
    return draft


def module_of(target: Target) -> Any:
    """The file of the platform that a destination is at."""
    return import_module(f"govern.derive.{key_of(target.destination)}")


def targets_of(draft: Draft, mappings: dict[str, list[Mapping]]) -> dict[str, Target]:
    """The destinations that tags can be made for, by name."""
    destinations = [draft.project.destination_by_name[name] for name in sorted(mappings)]
    platforms = [key_of(destination) for destination in destinations]
    targets = {}
    for destination in destinations:
        event = draft.project.event_by_name[mappings[destination.name][0].event]
        site = site_of(draft.project, destination, event)
        if braced(destination.name):
            draft.problem(*unnameable("destination", destination.name, destination.place("name")))
        elif site is not None and (found := account(draft, destination, site)) is not None:
            suffix = f" ({destination.name})" if platforms.count(key_of(destination)) > 1 else ""
            targets[destination.name] = Target(destination, site, *found, suffix)
    return targets


def legs_of(draft: Draft, told: list[tuple[Mapping, Target]]) -> list[Leg]:
    """The mappings that tags can be made for, each with the name of its tag.

    `Meta - Purchase` says the destination too where there are several, and the event where several are told by one name.
    """
    legs = []
    for mapping, target in told:
        event = draft.project.event_by_name[mapping.event]
        found = list(unusable(draft.project, event, mapping))
        draft.problems.extend(found)
        if not found:
            same = [other for other, its in told if other.as_ == mapping.as_ and its is target]
            named = f" - {event.name}" if len(same) > 1 else ""
            label = module_of(target).LABEL
            legs.append(Leg(mapping, event, target, f"{label} - {mapping.as_}{named}{target.suffix}"))
    return legs


def unusable(project: Project, event: Event, mapping: Mapping) -> Iterator[EntryProblem]:
    """Why a mapping cannot become a tag: names that Tag Manager would read as variables, and IDs that tell who it is."""
    names = [("event", data_layer_name(event), event.place("name")), ("event", event.name, event.place("name"))]
    names.append(("platform's event", mapping.as_, mapping.place("as")))
    names.extend(("parameter", name, event.place("fires", "when_ready")) for name in when_ready(event))
    for field, value in mapping.parameters.items():
        place = mapping.place("parameters", field)
        names.append(("field", field, place))
        names.append(("value", str(value.value), place) if isinstance(value, Constant) else ("parameter", value, place))
    yield from (EntryProblem(*unnameable(noun, name, place)) for noun, name, place in dict.fromkeys(names) if braced(name))
    template, place = mapping.event_id, mapping.place("event_id")
    if template is None:
        template, place = event.event_id or "", event.place("event_id")
    if braced(PLACEHOLDER.sub("", template)):
        yield EntryProblem(*unnameable("event ID", template, place))
    known = project.parameters_of(event)
    for name in dict.fromkeys(PLACEHOLDER.findall(template)):
        if (found := known.get(name)) is not None and found.pii:
            message = f'event ID of "{event.name}" is made of "{name}" (pii: {found.pii}), which would leave in plain text'
            yield EntryProblem(message, place, "make it of something that tells nothing about a person")


def braced(name: str) -> bool:
    """Whether a text has braces, in which Tag Manager would look for variables."""
    return "{" in name or "}" in name


def unnameable(noun: str, name: str, place: Place) -> tuple[str, Place, str]:
    """The problem of a name with braces."""
    return f'{noun} "{name}" has braces, which Tag Manager takes for a variable', place, "write it without { and }"
