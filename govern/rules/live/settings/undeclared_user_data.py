"""A property collects data that users typed only where mappings send it.

The collection of user-provided data takes e-mail addresses, telephone numbers and names with the events of the property; with automatic
detection the Google tag looks for them on every page.

Remedy: switch it off under Admin › Data collection, or write `user_data: true` under `settings` and map the match keys.

Source: `UserProvidedDataSettings` in the discovery document of the Admin API, revision 20261102.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import destination_of, wishes
from govern.settings.collected import declared_classes
from govern.settings.live import label, of_kind, problem

PROPERTY = """
specs: {destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]}
settings: [{name: properties/7/userProvidedDataSettings, userProvidedDataCollectionEnabled: %s}]
"""


@rule(good=PROPERTY % "false", bad=PROPERTY % "true", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "user_data"):
        destination = destination_of(project, setting)
        wish = wishes(project).get(destination.name) if destination is not None else None
        if (
            destination is None
            or not (setting.says("on") or setting.says("automatic"))
            or (wish is not None and wish.user_data is not None)
        ):
            continue
        if not declared_classes(project, destination):
            how = "looks for it on every page" if setting.says("automatic") else "is collected"
            message = f'{label(setting)} {how}, and no mapping to "{destination.name}" sends any'
            related = (Related("the destination is declared here", destination.place()),)
            yield problem(setting, message, help="switch it off, or declare it", related=related)
