"""A conversion reaches every advertising platform of its site that gets conversions.

A platform optimises for what it is told. One that gets the purchase but not the lead shows fewer conversions than its
neighbours, looks expensive beside them, and loses budget for a gap in the plan. A conversion that more platforms miss than
get is taken to be meant for those that get it.

Remedy: map the conversion to the platforms that the message names; if one is left out on purpose, ignore this line with
the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import has_misspelt_platform, platform_at
from govern.signals.mappings import routed, says_all
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event
from govern.spec.spelling import listed


@rule(
    good="""
destinations: [{name: meta, platform: meta}, {name: tiktok, platform: tiktok}]
events: [{name: sign_up, kind: conversion}, {name: lead, kind: conversion}]
mappings:
  - {event: sign_up, destination: meta, as: CompleteRegistration}
  - {event: sign_up, destination: tiktok, as: CompleteRegistration}
  - {event: lead, destination: meta, as: Lead}
  - {event: lead, destination: tiktok, as: Lead}
""",
    bad="""
destinations: [{name: meta, platform: meta}, {name: tiktok, platform: tiktok}]
events: [{name: sign_up, kind: conversion}, {name: lead, kind: conversion}]
mappings:
  - {event: sign_up, destination: meta, as: CompleteRegistration}
  - {event: sign_up, destination: tiktok, as: CompleteRegistration}
  - {event: lead, destination: meta, as: Lead}
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    if not says_all(project) or has_misspelt_platform(project):
        return
    told: dict[str, dict[str, str]] = {}
    using: dict[str, Destination] = {}
    events: dict[str, Event] = {}
    for _, event, destination in routed(project):
        known = platform_at(project)[destination.name]
        if event.kind == "conversion" and known is not None and known.purpose == "advertising":
            events[event.name] = event
            told.setdefault(event.name, {})[destination.name] = known.key
            using[destination.name] = destination
    for name, at in told.items():
        keys = set(at.values())
        missed = [
            one for one in using.values() if key_of(project, one) not in keys and concerns(one, events[name], using, at)
        ]
        if 0 < len(missed) <= len(keys):  # what few are told is meant for them
            names = listed(one.name for one in missed)
            message = f'conversion "{name}" reaches {len(at)} of the advertising destinations, but not {names}'
            related = tuple(Related("not reached", one.place("name")) for one in missed)
            yield Problem(
                events[name].place("name"), message, related, "map it there, or ignore this line with the reason"
            )


def key_of(project: Project, destination: Destination) -> str:
    """The key of a destination's platform."""
    known = platform_at(project)[destination.name]
    return known.key if known is not None else destination.platform


def concerns(one: Destination, event: Event, using: dict[str, Destination], at: dict[str, str]) -> bool:
    """Whether an event belongs at a destination: it is of the event's site, or of one that the event is told for; what
    names no site is of all."""
    sites = {event.site} if event.site is not None else {using[name].site for name in at}
    return one.site is None or one.site in sites
