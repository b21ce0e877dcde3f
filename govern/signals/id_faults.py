"""What can be wrong with an event ID: for the rule that says so, and for those that leave it to that rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from govern.core.report import Place
from govern.signals.known import by_event
from govern.signals.names import names_in
from govern.signals.personal import DIRECT, says_hashed
from govern.signals.ways import Id, Way, both, going, parts, ways
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.spelling import letters

if TYPE_CHECKING:
    from govern.project import Project

RELOADED = ("confirmation_page", "page_view")
"""What happens again when a page is loaded again."""

MADE_NOW = """
    cache_buster cachebuster current_time current_timestamp epoch event_time event_timestamp millis milliseconds nonce
    now rand random random_id random_number random_string time time_ms timestamp timestamp_ms unix_time
"""

EACH_TIME = frozenset(word.replace("_", "") for word in MADE_NOW.split())
"""Names of what is made at the moment it is asked for, without capitals and what joins their words."""


def random_looking(project: Project) -> Iterator[tuple[Way, Id, str]]:
    """The parameters of event IDs that are made anew on each leg, by their names."""
    for way in chain.from_iterable(both(project)):
        for id, name, part in parts(project, way):
            if not part.volatile and is_made_now(name):
                yield way, id, name


def is_made_now(name: str) -> bool:
    """Whether a name is that of a time or a random number: `event_time`, `eventTime` and `Event-Time` alike."""
    return letters(name) in EACH_TIME


def changing(project: Project) -> Iterator[tuple[Way, Id, str]]:
    """The volatile parameters of event IDs that have to be the same twice."""
    on_both = chain.from_iterable(both(project))
    on_reload = (way for way in ways(project) if is_once(way.event))
    for way in chain(on_both, on_reload):
        yield from ((way, id, name) for id, name, part in parts(project, way) if part.volatile)


def is_once(event: Event) -> bool:
    """Whether an event may be counted once only, and may be told again by a reload."""
    return event.fires is not None and bool(event.fires.once_per) and event.fires.on in RELOADED


def differing(project: Project) -> Iterator[tuple[Way, Way]]:
    """The ways by server and by browser that do not agree on the ID of an event."""
    for group in both(project):
        browser = going(group, "browser")[0]
        for server in going(group, "server"):
            if server is not browser and said(server) != said(browser) and group[0].platform.event_id_fields:
                yield server, browser


def said(way: Way) -> str:
    """The ID of a way as messages say it."""
    return f'with the event ID "{way.id.text}"' if way.id else "without an event ID"


def personal(project: Project) -> Iterator[tuple[Event, Parameter | EventParameter, Place]]:
    """The parts of event IDs that say who somebody is, as they are."""
    for event, template, place in templates(project):
        known = project.parameters_of(event)
        for name in names_in(template):
            part = known.get(name)
            if part is not None and part.pii in DIRECT and not says_hashed(part):
                yield event, part, place


def templates(project: Project) -> Iterator[tuple[Event, str, Place]]:
    """Every event ID that is written, at an event or at a mapping."""
    for event in project.events:
        if event.event_id:
            yield event, event.event_id, event.place("event_id")
    for mapping, event in by_event(project):
        if mapping.event_id:
            yield event, mapping.event_id, mapping.place("event_id")
