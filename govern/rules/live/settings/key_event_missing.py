"""A declared conversion is a key event of the property.

Analytics counts the event, and no report of key events, no attribution and no import into Google Ads knows it. It has to be marked in the
property; a tag cannot do that.

Remedy: mark it under Admin › Events; if it is not meant to be one, take `kind: conversion` from the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.missing import unmarked

EVENT = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  events: [{name: lead, kind: conversion, description: Somebody asked for an offer.}]
  mappings: [{event: lead, destination: ga4, as: generate_lead}]
settings: [{keyEvents: [{name: properties/7/keyEvents/1, eventName: %s, countingMethod: ONCE_PER_EVENT}]}]
"""


@rule(good=EVENT % "generate_lead", bad=EVENT % "purchase", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for event, mapping, account in unmarked(project):
        message = f'event "{event.name}" is a conversion, and "{mapping.as_}" is not a key event of {account}'
        subject = "\n".join((mapping.destination, event.name, mapping.as_))
        yield Problem(mapping.place("as"), message, help="mark it under Admin › Events", subject=subject)
