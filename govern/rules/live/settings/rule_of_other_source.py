"""A LinkedIn conversion rule takes events from the leg that sends them.

A rule listens to the Insight Tag or to the Conversions API, as it was made; events from the other side are refused or not counted. With events
from both sides there has to be one rule for each.

Remedy: let `conversion_action` name a rule of the Conversions API and `conversion_label` one of the Insight Tag.

Source: https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema
(`conversionMethod`: for events by API only CONVERSIONS_API), checked 2026-11-30; a 400 for the wrong kind of rule was measured by
others.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import Setting
from govern.settings.bound import mappings_of, number_of
from govern.settings.live import in_use, label, problem
from govern.spec.sections.mappings import Mapping

RULE = """
specs:
  destinations: [{name: linkedin, platform: linkedin, id: '123456', server: {api_version: '202607'}}]
  events: [{name: lead, kind: conversion, description: Somebody asked for an offer.}]
  mappings: [{event: lead, destination: linkedin, as: LEAD, via: [server], conversion_action: '7654321'}]
settings: [{elements: [{id: 7654321, name: Enquiry, type: LEAD, conversionMethod: %s, enabled: true}]}]
"""
LEGS = {"CONVERSIONS_API": "server", "INSIGHT_TAG": "browser"}
SOURCES = {"server": "the Conversions API", "browser": "the Insight Tag"}


@rule(good=RULE % "CONVERSIONS_API", bad=RULE % "INSIGHT_TAG", level="error", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "conversion"):
        leg = LEGS.get(str(setting.says("method") or "")) if setting.platform == "linkedin" else None
        for mapping in mappings_of(project, setting) if leg else ():
            for sent in legs_of(mapping, setting):
                if sent != leg and leg is not None:
                    message = f'{label(setting)} takes events of {SOURCES[leg]}, and event "{mapping.event}" is sent to it by {SOURCES[sent]}'
                    related = (Related("sent here", mapping.place()),)
                    yield problem(
                        setting,
                        message,
                        help="make a rule for each of the two",
                        about=f"{mapping.event}\n{sent}",
                        related=related,
                    )


def legs_of(mapping: Mapping, setting: Setting) -> Iterator[str]:
    """The ways by which a mapping tells a rule something."""
    own = number_of(setting.id)
    if "server" in mapping.via and number_of(mapping.conversion_action or "") == own:
        yield "server"
    if "browser" in mapping.via and number_of(mapping.label or "") == own:
        yield "browser"
