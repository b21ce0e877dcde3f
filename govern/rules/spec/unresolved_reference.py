"""Everything that is referred to by name exists.

A mapping of an event that nobody declares is never sent, and no tool downstream will say so. The usual cause is a
rename in one file of two.

Remedy: take the name that the message suggests, or declare the missing thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govern.model.spec import suggest
from govern.project import Project
from govern.report import Place
from govern.rules import Problem, rule


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: Purchase}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
mappings: [{event: purchaze, destination: meta, as: Purchase}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for place, section, noun, name in references(project):
        known = names(project, section)
        if name not in known and not project.is_broken(section, name):
            help = suggest(name, known)
            yield Problem(place, f'{noun} "{name}" is not declared', help=help or f'declare it under "{section}"')


def names(project: Project, section: str) -> Collection[str]:
    """The declared names of a section."""
    return {
        "sites": project.site_by_name,
        "destinations": project.destination_by_name,
        "parameters": project.parameter_by_name,
        "events": project.event_by_name,
        "tokens": project.token_by_name,
    }[section]


Reference = tuple[Place, str, str, str]
"""The place, the section that must declare the name, what the thing is called in messages, the name."""


def references(project: Project) -> Iterator[Reference]:
    """Every reference by name."""
    for destination in project.destinations:
        if destination.site is not None:
            yield destination.place("site"), "sites", "site", destination.site
        if destination.server is not None and destination.server.token is not None:
            yield destination.place("server", "token"), "tokens", "token", destination.server.token
    for policy in project.policies:
        yield policy.place("site"), "sites", "site", policy.site
    for mapping in project.mappings:
        yield mapping.place("event"), "events", "event", mapping.event
        yield mapping.place("destination"), "destinations", "destination", mapping.destination
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            place = attribution.place("windows", position, "destination")
            yield place, "destinations", "destination", window.destination
    yield from references_of_events(project)


def references_of_events(project: Project) -> Iterator[Reference]:
    """What events refer to: shared parameters, sites, the event that replaces them."""
    for event in project.events:
        for position, parameter in enumerate(event.parameters):
            if parameter.use is not None:
                yield event.place("parameters", position, "use"), "parameters", "parameter", parameter.use
        if event.site is not None:
            yield event.place("site"), "sites", "site", event.site
        if event.replaced_by is not None:
            yield event.place("replaced_by"), "events", "event", event.replaced_by
