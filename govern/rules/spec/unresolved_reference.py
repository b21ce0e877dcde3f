"""Everything that is referred to by name exists.

A mapping of an event that nobody declares is never sent, and no tool downstream will say so. The usual cause is a
rename in one file of two.

Remedy: take the name that the message suggests, or declare the missing thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from govern.model.base import Entity
from govern.model.words import same_letters, suggest
from govern.project import Project
from govern.report import Route
from govern.rules import Problem, put, rule


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: Lead, destination: meta, as: Lead}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    known = declared(project)
    said = Counter((section, name) for _, _, section, name in references(project))
    for entity, route, section, name in references(project):
        if name not in known[section] and not project.is_broken(section, name):
            help = suggest(name, known[section]) or f'declare it under "{section}"'
            place = entity.place(*route)
            other = same_letters(name, known[section])
            fix = put(place, other if said[section, name] == 1 or said[section, other] else "")
            message = f'{SECTIONS[section]} "{name}" is not declared'
            yield Problem(place, message, help=help, fix=fix, cause=f"{section}\n{name}")


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
