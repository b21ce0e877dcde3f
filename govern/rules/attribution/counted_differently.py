"""Tools that count one conversion count its repetitions alike.

One tool counts every purchase of a visitor, the other only the first after a click. For a shop whose customers come back
the second tool shows fewer of them, and a budget moves away from the better channel.

Remedy: set the same `counting` in both tools, or say in `reason` why it differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import counts, pairs
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
destinations: [{name: meta, platform: meta}, {name: ads, platform: google_ads}]
events: [{name: sign_up, kind: conversion}]
mappings:
  - {event: sign_up, destination: meta, as: CompleteRegistration}
  - {event: sign_up, destination: ads, as: sign_up, conversion_action: AbC-D_efG}
"""
WINDOWS = "attribution: {windows: [{destination: meta, counting: every}, {destination: ads, counting: %s}]}"


@rule(good=SPECS + WINDOWS % "every", bad=SPECS + WINDOWS % "once", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for event, (first, at_first), (other, at_other) in pairs(project, counts):
        message = f'destination "{other.destination}" counts "{event.name}" {shown(counts(other))}, "{first.destination}" {shown(counts(first))}'
        related = (Related("the other one is here", at_first.replace(route=(*at_first.route, "counting"))),)
        place = at_other.replace(route=(*at_other.route, "counting"))
        yield Problem(place, message, related, "set both alike, or write a reason")


def shown(counting: str) -> str:
    """A way of counting in words."""
    return "every time" if counting == "every" else "once"
