"""Automatic matching that `settings` wish takes only what is declared.

A pixel that matches by itself reads e-mail addresses and phone numbers from forms and sends them, whatever the mappings say. What no
mapping sends there was never described to the visitor, and it goes also where consent does not name `ad_user_data`.

Remedy: take it out of `matching`, or send the parameter as a match key, described as personal data.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import wishes
from govern.settings.collected import at, declared_classes
from govern.settings.told import quoted

SPECS = """
destinations: [{name: meta, platform: meta}]
parameters: [{name: email, type: email, pii: email}]
events: [{name: sign_up, description: Somebody has an account., owner: web, kind: conversion, parameters: [{use: email}]}]
mappings: [{event: sign_up, destination: meta, as: CompleteRegistration, match_keys: {em: email}}]
settings: [{destination: meta, matching: [%s]}]
"""


@rule(good=SPECS % "email", bad=SPECS % "email, phone", level="warning")
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("mappings", "events", "parameters"):
        return
    for entry in wishes(project).values():
        destination = project.destination_by_name.get(entry.destination)
        if destination is None or not entry.matching or entry.reason or not at(project, destination):
            continue
        more: list[str] = sorted(set(entry.matching) - declared_classes(project, destination))
        if more:
            message = f'"{destination.name}" is to match by {quoted(more)} by itself, and no mapping to it sends that'
            related = (Related("the destination is declared here", destination.place()),)
            yield Problem(entry.place("matching"), message, related, "take it out, or declare it and say the reason")
