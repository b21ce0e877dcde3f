"""An event has the match keys for the match quality that the team aims at.

Meta scores from 0 to 10 how well an event can be matched with a person. It publishes no formula; below a target of 6 or
so conversions are missing from the campaigns that caused them, and the cost of each looks too high. What the message says
is our own estimate, made for planning, and no score of Meta's. It adds up what is sent: e-mail 4, phone 2, external id
1.5, browser ID (`fbp`), click ID (`fbc`), IP address and browser's name 1 each, first and last name 0.5 each, city,
state, postal code, country, birth date and gender 0.25 each; ten at most. What a browser or a server container adds by
itself is counted without being mapped: `fbp`, `fbc`, IP address and browser's name.

Remedy: map one of the keys that the message names, or lower `event_match_quality.target` in `quality`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import platform_at
from govern.signals.mappings import routed
from govern.spec.sections.destinations import Destination
from govern.spec.sections.mappings import Mapping

POINTS = {
    "em": 4.0, "ph": 2.0, "fbc": 1.0, "external_id": 1.5, "fbp": 1.0, "fn": 0.5, "ln": 0.5, "client_ip_address": 1.0,
    "client_user_agent": 1.0, "ct": 0.25, "st": 0.25, "zp": 0.25, "country": 0.25, "db": 0.25, "ge": 0.25,
}  # fmt: skip
"""Our estimate of what a match key is worth."""

BY_ITSELF = ("fbp", "fbc", "client_ip_address", "client_user_agent")
"""What is sent without being mapped where a browser takes part."""


@rule(
    good="""
quality: {event_match_quality: {target: 8.0}}
destinations: [{name: meta, platform: meta, server: {}}]
events:
  - name: lead
    kind: conversion
    event_id: 'lead_{lead_id}'
    parameters: [{name: lead_id, type: string}, {name: email, type: email, pii: email}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server], match_keys: {em: email}}]
""",
    bad="""
quality: {event_match_quality: {target: 8.0}}
destinations: [{name: meta, platform: meta, server: {}}]
events:
  - name: lead
    kind: conversion
    event_id: 'lead_{lead_id}'
    parameters: [{name: lead_id, type: string}, {name: email, type: email, pii: email}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    found = next((one for one in project.quality if one.event_match_quality and one.event_match_quality.target), None)
    target = found.event_match_quality.target if found is not None and found.event_match_quality is not None else None
    if found is None or target is None or target > 10:  # quality/impossible-value
        return
    for mapping, event, destination in routed(project):
        known = platform_at(project)[destination.name]
        if known is None or known.key != "meta" or event.kind != "conversion" or "server" not in mapping.via:
            continue
        if not mapping.match_keys.keys() <= known.match_keys.keys():
            continue  # mappings/unknown-match-key
        sent = keys_sent(mapping, destination)
        score = estimate(sent)
        if sent and score < target:  # that there is none at all is said by privacy/no-match-key
            message = (
                f'event "{event.name}" reaches a match quality of about {score:.1f} at "{destination.name}" by our estimate, '
                f"below the target of {target}"
            )
            related = (Related("the target is here", found.place("event_match_quality", "target")),)
            yield Problem(
                mapping.place("match_keys"), message, related, f"map {', '.join(best(sent))} as well", at_key=True
            )


def keys_sent(mapping: Mapping, destination: Destination) -> frozenset[str]:
    """The match keys that an event is sent with: mapped, and added by a browser or the server container."""
    by_container = destination.server is not None and destination.server.sender == "gtm"
    return frozenset(mapping.match_keys) | frozenset(BY_ITSELF if "browser" in mapping.via or by_container else ())


def estimate(keys: Iterable[str]) -> float:
    """Our estimate of the score, from 0 to 10."""
    return min(10.0, sum(POINTS.get(key, 0.0) for key in keys))


def best(keys: frozenset[str]) -> list[str]:
    """The three keys that would help most."""
    left = sorted((key for key in POINTS if key not in keys), key=lambda key: (-POINTS[key], key))
    return left[:3]
