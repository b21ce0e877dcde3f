"""Events are kept long enough for a comparison with last year.

Two months are what a property begins with. Explorations, segments and funnels know nothing from before; standard reports still show sums,
so it is noticed when last year is wanted and gone.

Remedy: choose 14 months under Admin › Data collection and modification › Data retention, or write `retention_months: 2` into the specs
where the privacy notice promises it.

Source: `DataRetentionSettings` in the discovery document of the Admin API, revision 20261102.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.held import pairs
from govern.settings.live import identity, label, of_kind, problem

KEPT = "settings: [{name: properties/7/dataRetentionSettings, eventDataRetention: %s}]"


@rule(good=KEPT % "FOURTEEN_MONTHS", bad=KEPT % "TWO_MONTHS", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wished = {identity(pair.live) for pair in pairs(project)}
    for setting in of_kind(project, "retention"):
        if setting.says("retention_months") == 2 and identity(setting) not in wished:
            message = f"{label(setting)} is 2 months: explorations know nothing from before"
            yield problem(setting, message, help="choose 14 months, or write into the specs that 2 are meant")
