"""The raw data has every declared event.

A link with BigQuery can leave events out. One that the specs declare and the export leaves out is in no table, and whoever adds up the raw data
does not learn that something is missing.

Remedy: take the event from the list of excluded events (Admin › BigQuery links), or write into the specs why it is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import destination_of
from govern.settings.collected import at
from govern.settings.live import label, of_kind, problem

LINK = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  events: [{name: lead, description: Somebody asked for an offer.}]
  mappings: [{event: lead, destination: ga4, as: generate_lead}]
settings: [{bigqueryLinks: [{name: properties/7/bigQueryLinks/a, project: projects/1, dailyExportEnabled: true, excludedEvents: [%s]}]}]
"""


@rule(good=LINK % "scroll", bad=LINK % "generate_lead", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "link"):
        destination, excluded = destination_of(project, setting), setting.says("excluded")
        for mapping in at(project, destination) if destination is not None and excluded else ():
            if mapping.as_ in excluded:
                message = f'{label(setting)} leaves out "{mapping.as_}", which event "{mapping.event}" is'
                related = (Related("declared here", mapping.place("as")),)
                yield problem(
                    setting,
                    message,
                    help="take it from the list of excluded events",
                    about=mapping.as_,
                    related=related,
                )
