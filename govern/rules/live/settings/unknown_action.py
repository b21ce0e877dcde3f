"""The conversion that a mapping names is one of the account's.

The tag fires, the platform answers as always, and counts nothing: it does not know the number, or the number belongs to another account. That
nothing comes in is seen weeks later, in a report without conversions.

Remedy: take the number or the label from the account (Google Ads: Goals › Conversions › Tag setup; LinkedIn: Conversion tracking).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.missing import unknown_actions

RULE = """
specs:
  destinations: [{name: linkedin, platform: linkedin, id: '123456'}]
  events: [{name: lead, kind: conversion, description: Somebody asked for an offer.}]
  mappings: [{event: lead, destination: linkedin, as: LEAD, conversion_action: '%s'}]
settings: [{elements: [{id: 7654321, name: Enquiry, type: LEAD, conversionMethod: INSIGHT_TAG, enabled: true}]}]
"""


@rule(good=RULE % "7654321", bad=RULE % "1234567", level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for mapping, field, named in unknown_actions(project):
        message = f'event "{mapping.event}" is counted by "{named}" at "{mapping.destination}", which is not one of the account\'s conversions'
        subject = "\n".join((mapping.destination, mapping.event, named))
        yield Problem(
            mapping.place(field), message, help="take the number or the label from the account", subject=subject
        )
