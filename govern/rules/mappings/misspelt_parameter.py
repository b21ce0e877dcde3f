"""A field of a standard event is spelt as the platform spells it.

Platforms take fields of any name, and read those they know letter by letter. With `content_id` instead of `content_ids`,
or `orderId` instead of `order_id`, the event arrives with a field that nobody asks for: the catalogue finds no product,
an order is counted twice, and the platform's diagnosis says that the field is missing.

Remedy: take the platform's spelling. A field of one's own deserves a name that nobody takes for a misprint.

Source: the events and `parameters` of each platform in `govern/platforms`, with their addresses and days; only what is
verified there is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from govern.platforms import Platform, settled
from govern.platforms.facts import Field
from govern.project import Project
from govern.rules import Problem, rekey, rule
from govern.signals.mappings import by_standard_event
from govern.signals.platform_events import with_one_less
from govern.spec.spelling import did_you_mean, letters

BOTH_WAYS = ("google_ads", "microsoft_ads")
"""Platforms that spell their fields in one way in the tag and in another in the API."""

SHORTEST = 5
"""From which length on two letters of a name may have been exchanged."""

LONG = 8
"""From which length on a name may lack a letter: a shop may have `values`, `content` and a `brand` of its own."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: view, parameters: [{name: sku, type: string}]}]
mappings: [{event: view, destination: meta, as: ViewContent, parameters: {content_ids: sku}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: view, parameters: [{name: sku, type: string}]}]
mappings: [{event: view, destination: meta, as: ViewContent, parameters: {contentIds: sku}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform, standard in by_standard_event(project):
        if platform.key in BOTH_WAYS:
            continue
        for field in mapping.parameters.keys() - known(platform):
            meant = one_meant(field, own(platform).get(standard.name, ()), mapping.parameters)
            if meant:
                message = (
                    f'mapping of "{mapping.event}" to "{mapping.destination}" sends "{field}", '
                    f'a field beside the "{meant}" of {platform.name}'
                )
                place = mapping.place("parameters", field)
                fix = rekey(place, meant if letters(meant) == letters(field) else "")
                yield Problem(place, message, help=did_you_mean(meant), at_key=True, fix=fix)


@cache
def own(platform: Platform) -> dict[str, frozenset[str]]:
    """The fields that each standard event may have, where that was read; one that it must have is another rule's."""
    always = frozenset(name for name, parameter in platform.parameters.items() if parameter.verified)
    return {
        event.name: (names(event.recommended, event.optional) | always) - names(event.required)
        for event in settled(platform.facts.events, platform.facts.events.standard)
        if event.verified
    }


@cache
def known(platform: Platform) -> frozenset[str]:
    """Every field that the platform has a meaning for."""
    events = (names(event.required, event.recommended, event.optional) for event in platform.facts.events.standard)
    return frozenset().union(
        *events,
        platform.parameters,
        platform.server_words,
        platform.match_keys,
        platform.envelope,
        platform.event_id_fields,
    )


def names(*kinds: tuple[Field, ...]) -> frozenset[str]:
    """The names of an event's fields of some kinds."""
    return frozenset(field.name for fields in kinds for field in fields)


def one_meant(field: str, candidates: Iterable[str], sent: Collection[str]) -> str:
    """The one field that is not sent and that a name is a misprint of; empty where there is none, or are two."""
    near = [
        candidate for candidate in candidates if candidate not in sent and is_near(letters(field), letters(candidate))
    ]
    return near[0] if len(near) == 1 else ""


def is_near(one: str, other: str) -> bool:
    """Whether two plain names differ in nothing, in a letter that one of them lacks, or in two that are exchanged."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1:
        return False
    if len(long) > len(short):
        return len(short) >= LONG and short in with_one_less(long)
    apart = [position for position, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(other)
