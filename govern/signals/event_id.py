"""Event IDs: by which legs an event reaches an account, and by what the platform tells that two messages are one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.signals.deduplication import told_by
from govern.signals.mappings import by_event
from govern.signals.names import names_in
from govern.signals.personal_data import DIRECT, says_hashed
from govern.signals.signal import LEGS
from govern.signals.specs import Declared, declarations, each
from govern.spec.base import Leg, seconds
from govern.spec.sections.destinations import Destination
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


class Part(Record):
    """A parameter that an ID is made of, as far as it matters there."""

    name: str
    type: str | None
    legs: tuple[Leg, ...]
    volatile: bool
    certain: bool


@memo
def mapped(project: Project) -> tuple[Declared, ...]:
    """A signal of every mapping of an event that happens to a platform that is known."""
    return tuple(each(declarations(project).declared()))


@memo
def groups(project: Project) -> tuple[tuple[Declared, ...], ...]:
    """The signals of one event to one account; an account that two destinations name is one."""
    found: dict[tuple[str, str, str], list[Declared]] = {}
    for signal in declarations(project).declared():
        found.setdefault((signal.event.name, signal.platform, account(signal.destination)), []).append(signal)
    return tuple(map(tuple, found.values()))


@memo
def both(project: Project) -> tuple[tuple[Declared, ...], ...]:
    """The signals of one event to one account under one name, where they go by browser and by server."""
    found: list[tuple[Declared, ...]] = []
    for group in groups(project):
        if len(group) > 1:
            named: dict[str, list[Declared]] = {}
            for signal in group:
                named.setdefault(plain_name(signal), []).append(signal)
            found.extend(tuple(same) for same in named.values() if all(going(same, leg) for leg in LEGS))
    return tuple(found)


def account(destination: Destination) -> str:
    """What tells an account from others: its production id, or the destination's name."""
    id = destination.id.get("production") if isinstance(destination.id, dict) else destination.id
    return id or f"destination {destination.name}"


def going(group: Iterable[Declared], leg: Leg) -> tuple[Declared, ...]:
    """Those of a group that go by a leg."""
    return tuple(signal for signal in group if signal.leg == leg and signal.surely != "never called")


def plain_name(signal: Declared) -> str:
    """The platform's usual name for an event: some spell it in another way on the server."""
    known = signal.facts.events.get(signal.mapping.as_)
    return known.name if known else signal.mapping.as_


def has_id(signal: Declared) -> bool:
    """Whether an event ID is written for a signal."""
    return signal.event_id.written is not None


def said(signal: Declared) -> str:
    """The ID of a signal as messages say it."""
    return f'with the event ID "{signal.event_id.written}"' if has_id(signal) else "without an event ID"


def part(project: Project, event: Event, name: str) -> Part | None:
    """A parameter of an event by its name."""
    known = project.parameters_of(event).get(name)
    if known is None:
        return None
    is_required = any(own.required for own in event.parameters if name in (own.use, own.name))
    return Part(name, known.type, known.legs, known.volatile, is_required or name in event.when_ready)


def parts(project: Project, signal: Declared) -> Iterator[Part]:
    """The parameters that the ID of a signal is made of; those that nobody declared are another rule's matter."""
    for name in signal.event_id.via:
        found = part(project, signal.event, name)
        if found is not None:
            yield found


def on_both(project: Project) -> Iterator[Declared]:
    """A signal of every mapping of an event that goes by browser and by server."""
    return each(chain.from_iterable(both(project)))


def random_looking(project: Project) -> Iterator[tuple[Declared, Part]]:
    """The parameters of event IDs that are made anew on each leg, by their names."""
    for signal in on_both(project):
        yield from ((signal, one) for one in parts(project, signal) if not one.volatile and is_made_now(one.name))


def is_made_now(name: str) -> bool:
    """Whether a name is that of a time or a random number: `event_time`, `eventTime` and `Event-Time` alike."""
    return letters(name) in EACH_TIME


def changing(project: Project) -> Iterator[tuple[Declared, Part]]:
    """The volatile parameters of event IDs that have to be the same twice."""
    on_reload = (signal for signal in mapped(project) if is_once(signal.event))
    for signal in chain(on_both(project), on_reload):
        yield from ((signal, one) for one in parts(project, signal) if one.volatile)


def is_once(event: Event) -> bool:
    """Whether an event may be counted once only, and may be told again by a reload."""
    return event.fires is not None and bool(event.fires.once_per) and event.fires.on in RELOADED


def differing(project: Project) -> Iterator[tuple[Declared, Declared]]:
    """The signals by server and by browser that do not agree on the ID of an event."""
    for group in both(project):
        browser = going(group, "browser")[0]
        for server in going(group, "server"):
            if said(server) != said(browser) and server.facts.event_id_fields:
                yield server, browser


def personal(project: Project) -> Iterator[tuple[Event, Parameter | EventParameter, Place]]:
    """The parts of event IDs that say who somebody is, as they are."""
    for event, template, place in templates(project):
        if not any(parameter.pii or parameter.use for parameter in event.parameters):
            continue
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


Late = tuple[Declared, str, Place, int, bool]
"""A signal by server, its delay and where it is written, the platform's window in hours and whether that is verified."""


def late(project: Project) -> Iterator[Late]:
    """Every server leg that may come when the platform has forgotten the browser's."""
    for group in both(project):
        for signal in going(group, "server"):
            delay, place = delay_of(signal)
            windows = [(m.window_hours, m.window_verified) for m in told_by(signal.facts) if m.window_hours is not None]
            if delay and windows and seconds(delay) > max(windows)[0] * 3600:
                yield signal, delay, place, *max(windows)


def delay_of(signal: Declared) -> tuple[str, Place]:
    """How much later the server's event may come, and where that is written: a mapping's own goes first."""
    if signal.mapping.delay:
        return signal.mapping.delay, signal.mapping.place("delay")
    server = signal.destination.server
    return (server.delay or "") if server else "", signal.destination.place("server", "delay")
