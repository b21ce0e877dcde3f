"""Names of a platform's events as people spell them: other capitals and signs between words, or a letter off."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.platforms import Platform
from govern.signals.destinations import platform_at
from govern.spec.sections.mappings import Mapping
from govern.spec.spelling import letters

if TYPE_CHECKING:
    from govern.project import Project

SHORTEST = 5
"""From which length on a name may differ by one letter and still be taken for a misprint."""


def meant_by(platform: Platform, name: str) -> str | None:
    """The platform's event that a name is a misprint of."""
    key = letters(name)
    return spellings(platform).get(key) or one_letter_off(platform, key)


def called_here(project: Project, mapping: Mapping, platform: Platform) -> tuple[str, str]:
    """What the platform calls an event that is told under another one's name, copied from the mapping to that one, and
    which it is; empty where there is no such thing."""
    for other in project.mappings_of_event.get(mapping.event, ()):
        there = platform_at(project).get(other.destination)
        known = there.events.get(mapping.as_) if there is not None and other.as_ == mapping.as_ else None
        if there is not None and known is not None and known.canonical:
            here = {event.name for event in platform.events.values() if event.canonical == known.canonical}
            return (here.pop(), there.name) if len(here) == 1 else ("", "")
    return "", ""


def standard_for(project: Project, mapping: Mapping, platform: Platform) -> str | None:
    """The platform's one event that means what our name says, or what all its other mappings to standard events mean."""
    meanings = set()
    for other in project.mappings_of_event.get(mapping.event, ()):
        there = platform_at(project).get(other.destination)
        known = there.events.get(other.as_) if there is not None else None
        if known is not None and known.canonical:
            meanings.add(known.canonical)
    meaning = meanings.pop() if len(meanings) == 1 else mapping.event if not meanings else ""
    here = [one.name for one in platform.events.values() if one.canonical == meaning and one.status == "active"]
    told = {
        other.as_
        for other in project.mappings_of_event.get(mapping.event, ())
        if other.destination == mapping.destination
    }
    return here[0] if len(set(here)) == 1 and here[0] not in told else None


@cache
def spellings(platform: Platform) -> dict[str, str]:
    """The platform's events by plain name."""
    return {letters(name): name for name in platform.events}


@cache
def ends(platform: Platform) -> frozenset[str]:
    """The first and last letters of the platform's events. A misprint spoils one end at most."""
    return frozenset(end for key in spellings(platform) for end in (key[:3], key[-3:]))


@cache
def shortened(platform: Platform) -> dict[str, str]:
    """The platform's events by plain name with any one letter missing."""
    return {short: name for key, name in spellings(platform).items() for short in with_one_less(key)}


def with_one_less(key: str) -> Iterator[str]:
    """A name with one letter missing, every way. Digits count: `custom_event_6` is not a misprint of `custom_event_5`."""
    return (key[:i] + key[i + 1 :] for i in range(len(key)) if not key[i].isdigit())


def one_letter_off(platform: Platform, key: str) -> str | None:
    """The event that differs from a plain name by one letter: one more, one less, another, or two exchanged."""
    if len(key) < SHORTEST or ends(platform).isdisjoint((key[:3], key[-3:])):
        return None
    known, short = spellings(platform), shortened(platform)
    if key in short:
        return short[key]
    return next((known.get(less) or short[less] for less in with_one_less(key) if less in known or less in short), None)
