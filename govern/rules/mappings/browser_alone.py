"""A conversion reaches a platform by server too, where a server is set up for it.

Browsers lose conversions: to blockers, to short-lived cookies, to a tab that is closed too early. A destination that has a
server and a conversion that it is not told shows the loss in one event and not in the others, and whoever compares the
two takes it for behaviour.

Remedy: send it both ways (`via: [browser, server]`), with one event ID, or ignore this line with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import platform_at
from govern.signals.mappings import has_server_leg, routed


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {token: t}}]
events: [{name: purchase, kind: conversion, event_id: 'o_{order_id}', parameters: [{name: order_id, type: string}]}, {name: lead, kind: conversion}]
mappings:
  - {event: purchase, destination: meta, as: Purchase, via: [browser, server]}
  - {event: lead, destination: meta, as: Lead, via: [server]}
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {token: t}}]
events: [{name: purchase, kind: conversion}, {name: lead, kind: conversion}]
mappings:
  - {event: purchase, destination: meta, as: Purchase, via: [browser, server]}
  - {event: lead, destination: meta, as: Lead}
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    by_server = has_server_leg(project)
    ways: dict[tuple[str, str], set[str]] = {}
    for mapping, event, destination in routed(project):
        ways.setdefault((event.name, destination.name), set()).update(mapping.via)
    for mapping, event, destination in routed(project):
        known = platform_at(project)[destination.name]
        alone = ways.pop((event.name, destination.name), {"server"}) == {"browser"}
        asked = destination.server is not None and destination.name in by_server
        if event.kind == "conversion" and alone and asked and known is not None and known.purpose == "advertising":
            message = (
                f'conversion "{event.name}" reaches "{destination.name}" by browser alone, though a server is set up'
            )
            yield Problem(mapping.place("via"), message, help="write via: [browser, server], or say why not")
