"""A link with BigQuery exports something.

A link on which neither the daily nor the streaming export is on stores nothing. It is noticed on the day on which the raw data is needed, and
what was not exported then cannot be had later.

Remedy: switch the daily export on under Admin › BigQuery links, or delete the link.

Source: `BigQueryLink` in the discovery document of the Admin API, revision 20261102.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

LINK = "settings: [{bigqueryLinks: [{name: properties/7/bigQueryLinks/a, project: projects/1, dailyExportEnabled: %s, streamingExportEnabled: false}]}]"


@rule(good=LINK % "true", bad=LINK % "false", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "link"):
        if setting.says("daily") is False and setting.says("streaming") is False:
            yield problem(
                setting,
                f"{label(setting)} exports nothing: neither daily nor streaming is on",
                help="switch the daily export on",
            )
