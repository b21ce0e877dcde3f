"""No variable holds settings of Universal Analytics.

A Google Analytics Settings variable is read by tags of Universal Analytics alone, which has processed nothing since July 2024.

Remedy: delete it together with the tags that read it.

Source: the rule containers/universal-analytics, and known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = "containers: [{id: GTM-ABC1234, variables: [{name: Settings, type: %s, parameter: {%s}}]}]"


@rule(
    good=CONTAINER % ("gtes", "eventSettingsTable: []"),
    bad=CONTAINER % ("gas", "trackingId: UA-1-1"),
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("variable").items():
            if body.get("type") == "gas":
                message = f"{label('variable', name)} holds settings of Universal Analytics, which has ended"
                yield problem(container, "variable", name, message, help="delete it with the tags that read it")
