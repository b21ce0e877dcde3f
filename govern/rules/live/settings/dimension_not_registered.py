"""A parameter that is sent to Analytics is registered as a dimension or a metric.

Without it the parameter arrives, is stored and can be seen in no report; and registering it later does not fill the days before.

Remedy: register it under Admin › Custom definitions, or leave the parameter out of the mapping.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.collected import unregistered

EVENT = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  events: [{name: lead, description: Somebody asked for an offer., parameters: [{name: topic, type: string}]}]
  mappings: [{event: lead, destination: ga4, as: generate_lead, parameters: {lead_topic: topic}}]
settings: [{customDimensions: [{name: properties/7/customDimensions/1, parameterName: %s, scope: EVENT, displayName: Topic}]}]
"""


@rule(good=EVENT % "lead_topic", bad=EVENT % "page_type", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for mapping, name in unregistered(project):
        message = f'"{name}" is sent to "{mapping.destination}" and is not registered there as a dimension, so no report shows it'
        place = mapping.place("parameters", name)
        yield Problem(
            place,
            message,
            help="register it under Admin › Custom definitions",
            subject=f"{mapping.destination}\n{name}",
        )
