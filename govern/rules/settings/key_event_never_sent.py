"""A key event that `settings` wish is an event that is sent.

An event that is marked and that nobody sends counts nothing. Mostly it is misspelt: the goal of the campaign stays at zero, bids go
down, and the event that is sent under the other name is counted by nobody.

Remedy: write the name as the mapping's `as` has it, map the event, or take the key event out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.collected import ENHANCED, at
from govern.settings.wished import wished
from govern.spec.spelling import suggest

SPECS = """
destinations: [{name: ga4, platform: ga4}]
events: [{name: sign_up, description: Somebody has an account., owner: web, kind: conversion, parameters: []}]
mappings: [{event: sign_up, destination: ga4, as: sign_up}]
settings: [{destination: ga4, key_events: [{event: %s}]}]
"""
BY_ITSELF = {name for names in ENHANCED.values() for name in names} | {"close_convert_lead", "qualify_lead", "purchase"}
"""Events that Analytics sends, or makes of offline data, without a mapping; `purchase` is marked in every property."""


@rule(good=SPECS % "sign_up", bad=SPECS % "signup", level="warning")
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("mappings", "events"):
        return
    for wish in wished(project):
        destination = project.destination_by_name.get(wish.destination)
        platform = project.platform("ga4")
        if wish.setting.kind != "key_event" or destination is None or platform is None:
            continue
        sent = {mapping.as_ for mapping in at(project, destination)}
        made = BY_ITSELF | set(platform.facts.events.automatic_web)
        if sent and wish.setting.name not in sent | made:
            message = f'no mapping to "{destination.name}" sends the key event "{wish.setting.name}"'
            place = wish.places.get("event", wish.setting.place)
            yield Problem(place, message, help=suggest(wish.setting.name, sorted(sent)))
