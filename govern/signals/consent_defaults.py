"""Consent defaults of a container: which tags set one by code, what they say, and when.

What templates of consent platforms do by themselves is not seen from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Container
from govern.gtm.sent import arguments
from govern.gtm.tags import code_of, firing
from govern.signals.tags import container_signals, name_of
from govern.signals.when import PAGES, names, whens

CALL = re.compile(r"\bgtag\s*\(")
STATE = re.compile(r"""['"]?\b([a-z_]{3,40})['"]?\s*:\s*['"](granted|denied)['"]""")
REGION = re.compile(r"""['"]?\bregion['"]?\s*:""")
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
    live, times = firing(container), whens(container)
    found = []
    for name, tag in container.bodies("tag").items():
        code = code_of(tag)
        if "consent" in code:
            moments = tuple((names(cube) or ("",))[0] for cube in times[name].fire)
            for states, regional in states_in(code):
                found.append(Default(name, states, regional, moments, name not in live))
    return tuple(found)


def states_in(code: str) -> Iterator[tuple[dict[str, str], bool]]:
    """What the calls of `gtag('consent', 'default', {...})` in some code say."""
    for call in CALL.finditer(code):
        words = arguments(code[: call.end() + 4000], call.end())
        said = [word.strip(" \t\r\n'\"") for word in words[:2]]
        if said == ["consent", "default"] and len(words) > 2:
            yield dict(STATE.findall(words[2])), REGION.search(words[2]) is not None
