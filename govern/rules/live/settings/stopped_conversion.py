"""A conversion that a mapping feeds, or that `settings` wish, is switched on.

A removed, archived or paused one takes what the tag sends and counts nothing. The tag and the specs look as always.

Remedy: switch it on again, or let the mapping name the one that took its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import mappings_of
from govern.settings.held import wish_of
from govern.settings.live import label, of_kind, problem

RULE = """
specs:
  destinations: [{name: linkedin, platform: linkedin, id: '123456'}]
  events: [{name: lead, kind: conversion, description: Somebody asked for an offer.}]
  mappings: [{event: lead, destination: linkedin, as: LEAD, conversion_action: '7654321'}]
settings: [{elements: [{id: 7654321, name: Enquiry, type: LEAD, conversionMethod: INSIGHT_TAG, enabled: %s}]}]
"""
STOPPED = frozenset({"paused", "removed", "hidden", "inactive"})


@rule(good=RULE % "true", bad=RULE % "false", level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "conversion"):
        if setting.says("status") not in STOPPED:
            continue
        wish, fed = wish_of(project, setting), mappings_of(project, setting)
        if wish is not None and not fed and not wish.setting.says("status"):
            message = f"{label(setting)} is {setting.says('status')}, and the specs wish it"
            related = (Related("wished here", wish.setting.place),)
            yield problem(setting, message, help="switch it on again, or wish another one", related=related)
        for mapping in fed:
            message = f'{label(setting)} is {setting.says("status")}, and event "{mapping.event}" still feeds it'
            related = (Related("fed here", mapping.place()),)
            yield problem(
                setting, message, help="switch it on again, or name another one", about=mapping.event, related=related
            )
