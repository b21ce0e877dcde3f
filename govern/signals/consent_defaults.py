"""Consent defaults of a container: which tags set one by code, what they say, and when.

What templates of consent platforms do by themselves is not seen from here.
"""

from __future__ import annotations

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Container
from govern.gtm.tags import firing
from govern.signals.signal import Signal
from govern.signals.source import Text
from govern.signals.tags import container_signals, name_of
from govern.signals.when import PAGES, names, whens

ORDER = tuple(PAGES.values())
"""The messages of a page as they come."""


class Default(Record):
    """A consent default that a tag sets: the state of each type, and whether it is for some regions only."""

    tag: str
    states: dict[str, str]
    regional: bool = False
    moments: tuple[str, ...] = ()
    paused: bool = False

    @property
    def grants(self) -> tuple[str, ...]:
        """The types that are granted to everybody from the start, those that need nobody's consent aside."""
        free = ("security_storage", "functionality_storage")
        return tuple(name for name, state in self.states.items() if state == "granted" and name not in free)

    @property
    def first(self) -> int:
        """The place of its message among those of a page; beyond them where it waits for another."""
        return min(map(place_of, self.moments), default=0)


def place_of(message: str) -> int:
    """The place of a message among those of a page."""
    return ORDER.index(message) if message in ORDER else len(ORDER)


def overtaken(container: Container, default: Default) -> str:
    """A tag that fires no later than a default is set, and tells somebody something; empty where there is none."""
    setters = {one.tag for one in consent_defaults(container)}
    by_name = {name_of(signal) for signal in container_signals(container).live()}
    unread = {one.tag for one in container_signals(container).unread}
    times = whens(container)
    for name in firing(container):
        if name not in setters and name in by_name | unread:
            moments = [place_of((names(cube) or ("",))[0]) for cube in times[name].fire]
            if min(moments, default=len(ORDER)) <= default.first:
                return name
    return ""


@memo
def consent_defaults(container: Container) -> tuple[Default, ...]:
    """The defaults of a container, those of paused tags included."""
    times = whens(container)
    found = []
    for signal in container_signals(container).told:
        if signal.kind == "consent" and signal.name.source == Text("default"):
            tag = name_of(signal)
            moments = tuple((names(cube) or ("",))[0] for cube in times[tag].fire)
            regional = "region" in signal.parameters
            found.append(Default(tag, states_in(signal), regional, moments, signal.surely == "never called"))
    return tuple(found)


def states_in(signal: Signal) -> dict[str, str]:
    """What a default says of each type, as far as it is written out."""
    said = {name: told.source for name, told in signal.parameters.items()}
    return {
        name: source.value
        for name, source in said.items()
        if isinstance(source, Text) and source.value in ("granted", "denied")
    }
