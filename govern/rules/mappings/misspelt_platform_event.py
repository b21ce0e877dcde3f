"""A platform's own event is spelt as the platform spells it.

Platforms compare event names letter by letter. `purchase` at Meta is a custom event beside the standard `Purchase`, and
`Purchase` at GA4 is no e-commerce event: both are counted, and neither reaches the reports and the bidding that people
look at.

Remedy: take the platform's spelling. A custom event that is meant deserves a name that nobody takes for a misprint.

Source: the lists in `govern/platforms`, each with its address and day; this rule also uses lists that are not verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.rules.mappings._known import by_platform

SHORTEST = 5
"""From which length on a name may differ by one letter and still be taken for a misprint."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: lead}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        name = mapping.as_
        if name in platform.events or name in platform.other_event_names:
            continue
        if not platform.takes_custom_events and platform.has_verified_events:
            continue  # an error of mappings/unknown-platform-event
        meant = meant_by(platform, name)
        if meant is not None:
            message = f'event "{mapping.event}" maps to {platform.name} "{name}", a name beside its own "{meant}"'
            place = mapping.place("as")
            fix = put(place, meant if is_only(platform, plain(name), meant) else "")
            yield Problem(place, message, help=f'did you mean "{meant}"?', fix=fix)


def meant_by(platform: Platform, name: str) -> str | None:
    """The platform's event that a name is a misprint of."""
    key = plain(name)
    return spellings(platform).get(key) or one_letter_off(platform, key)


def is_only(platform: Platform, key: str, meant: str) -> bool:
    """Whether the letters are those of one event alone; a misprint might be a name that somebody chose."""
    return [name for name in platform.events if plain(name) == key] == [meant]


def plain(name: str) -> str:
    """A name without what people get wrong first: capitals and the signs between words."""
    return "".join(filter(str.isalnum, name)).casefold()


@cache
def spellings(platform: Platform) -> dict[str, str]:
    """The platform's events by plain name."""
    return {plain(name): name for name in platform.events}


@cache
def ends(platform: Platform) -> frozenset[str]:
    """The first and last letters of the platform's events. A misprint spoils one end at most."""
    return frozenset(end for key in spellings(platform) for end in (key[:3], key[-3:]))


@cache
def shortened(platform: Platform) -> dict[str, str]:
    """The platform's events by plain name with any one letter missing."""
    return {short: name for key, name in spellings(platform).items() for short in with_one_less(key)}


def with_one_less(key: str) -> Iterator[str]:
    """A name with one letter missing, every way. Digits count: `custom_event_6` is no misprint of `custom_event_5`."""
    return (key[:i] + key[i + 1 :] for i in range(len(key)) if not key[i].isdigit())


def one_letter_off(platform: Platform, key: str) -> str | None:
    """The event that differs from a plain name by one letter: one more, one less, another, or two exchanged."""
    if len(key) < SHORTEST or ends(platform).isdisjoint((key[:3], key[-3:])):
        return None
    known, short = spellings(platform), shortened(platform)
    if key in short:
        return short[key]
    return next((known.get(less) or short[less] for less in with_one_less(key) if less in known or less in short), None)
