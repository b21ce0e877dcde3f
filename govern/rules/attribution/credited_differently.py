"""Two tools that count one conversion credit it by the same model.

Last click gives the whole purchase to the last channel, a data-driven model spreads it. Compared side by side the one
makes search look strong and the other makes video look strong, and no budget follows from that.

Remedy: choose one model in both tools, or say in `reason` why they differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import model, pairs
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
destinations: [{name: ga4, platform: ga4}, {name: ads, platform: google_ads}]
events: [{name: sign_up, kind: conversion}]
mappings:
  - {event: sign_up, destination: ga4, as: sign_up}
  - {event: sign_up, destination: ads, as: sign_up, conversion_action: AbC-D_efG}
"""
WINDOWS = "attribution: {windows: [{destination: ga4, model: data_driven}, {destination: ads, model: %s}]}"


@rule(good=SPECS + WINDOWS % "data_driven", bad=SPECS + WINDOWS % "last_click", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for event, (first, at_first), (other, at_other) in pairs(project, model):
        message = f'destination "{other.destination}" credits "{event.name}" by "{other.model}", "{first.destination}" by "{first.model}"'
        related = (Related("the other one is here", at_first.replace(route=(*at_first.route, "model"))),)
        place = at_other.replace(route=(*at_other.route, "model"))
        yield Problem(place, message, related, "set both alike, or write a reason")
