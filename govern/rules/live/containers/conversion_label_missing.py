"""A Google Ads conversion says which conversion action it is.

The conversion ID names the account and the label the action in it. Without the label the account gets a hit that belongs to
no action, and the conversion is counted nowhere.

Remedy: write the label that Google Ads shows for the conversion action under "Tag setup", beside the conversion ID.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

TYPES = ("awct", "sgtmadsct")
"""The conversion tags of web and server containers."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: '%s'}, firingTrigger: [Paid]}]
"""


@rule(good=CONTAINER % "AbCdEf", bad=CONTAINER % "", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            if tag.get("type") in TYPES and text_of(tag, "conversionId") and not text_of(tag, "conversionLabel"):
                message = f"{label('tag', name)} has a conversion ID and no label, so no conversion action counts it"
                yield problem(container, "tag", name, message, "parameter", help="write the label of the action")
