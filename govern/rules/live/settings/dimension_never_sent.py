"""A registered dimension is sent with some event.

A property has room for 50 of events. One that nothing fills takes the place of one that is needed, and whoever builds a report on it finds
"(not set)".

Remedy: archive it, or map the parameter.

Source: the limits of Analytics in `docs/platforms/ga4.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.collected import never_sent
from govern.settings.live import label, problem

EVENT = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  events: [{name: lead, description: Somebody asked for an offer., parameters: [{name: topic, type: string}]}]
  mappings: [{event: lead, destination: ga4, as: generate_lead, parameters: {lead_topic: topic}}]
settings: [{customDimensions: [{name: properties/7/customDimensions/1, parameterName: %s, scope: EVENT, displayName: Topic}]}]
"""


@rule(good=EVENT % "lead_topic", bad=EVENT % "page_type", level="warning", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for setting in never_sent(project):
        message = f"{label(setting)} is registered, and no mapping sends it"
        yield problem(setting, message, help="archive it, or map the parameter")
