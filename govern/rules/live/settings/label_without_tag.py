"""A conversion action with a tag of its own is told by some tag.

Its label is in no container. The action waits for a tag that was never built, or that went with a release; campaigns with this goal learn
from nothing.

Remedy: build the tag with the label in the message, or remove the action.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.containers import labels, web_only
from govern.settings.live import in_use, label, problem

ACTION = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, parameter: {conversionId: '100000001', conversionLabel: %s}, firingTrigger: [All Pages]}]
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, name: Order, category: PURCHASE, status: ENABLED, type: WEBPAGE,
      tagSnippets: [{eventSnippet: "'send_to': 'AW-100000001/AbCdEfGhIj'"}]}}]
"""


@rule(good=ACTION % "AbCdEfGhIj", bad=ACTION % "ZyXwVuTsRq", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    told = labels(project) if web_only(project) else None
    if told is None or told.unknown:
        return
    for setting in in_use(project, "conversion"):
        own = str(setting.says("label") or "").rpartition("/")[2]
        if (
            own
            and own not in told.named
            and setting.says("status") in (None, "active")
            and setting.says("method") in (None, "WEBPAGE")
        ):
            message = f'{label(setting)} waits for the label "{own}", which no tag sends'
            yield problem(setting, message, help="build the tag, or remove the action")
