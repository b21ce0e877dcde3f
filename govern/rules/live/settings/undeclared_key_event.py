"""A key event of the property is one that the specs declare.

Anyone with the role of an editor makes a key event of any event with one click. It counts in the sum of key events from then on and can be
imported into Google Ads, and nobody who reads the specs knows of it.

Remedy: take the mark away, or declare it: `kind: conversion` at its event, or `key_events` under `settings`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, problem
from govern.settings.missing import undeclared

EVENT = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  events: [{name: lead, kind: conversion, description: Somebody asked for an offer.}]
  mappings: [{event: lead, destination: ga4, as: generate_lead}]
settings:
  - keyEvents:
      - {name: properties/7/keyEvents/1, eventName: generate_lead, countingMethod: ONCE_PER_EVENT}
      - {name: properties/7/keyEvents/2, eventName: %s, countingMethod: ONCE_PER_EVENT, deletable: %s}
"""


@rule(good=EVENT % ("purchase", "false"), bad=EVENT % ("whatsapp_click", "true"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in undeclared(project, "key_event"):
        message = f"{label(setting)} is not declared: no conversion of the specs goes by this name"
        yield problem(setting, message, help="take the mark away, or declare it")
