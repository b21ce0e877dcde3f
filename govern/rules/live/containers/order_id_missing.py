"""A Google Ads conversion with a value that fires on a page view carries the order's ID.

Google Ads counts such a conversion again when the confirmation page is reloaded or opened from a bookmark, value
included. It leaves out the second one only when both have the same transaction ID.

Remedy: fill "Transaction ID" with the variable that holds the order number.

Source: https://support.google.com/google-ads/answer/6386790, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import firing, names_in, problem, text_of
from govern.project import Project
from govern.rules import Problem, rule

ON_A_PAGE = frozenset({"PAGEVIEW", "DOM_READY", "WINDOW_LOADED"})


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Thank you, type: PAGEVIEW}]
    tags:
      - name: Ads
        type: awct
        parameter: {conversionValue: '{{Value}}', orderId: '{{Order ID}}'}
        firingTrigger: [Thank you]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Thank you, type: PAGEVIEW}]
    tags:
      - name: Ads
        type: awct
        parameter: {conversionValue: '{{Value}}'}
        firingTrigger: [Thank you]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        triggers = container.bodies("trigger")
        for name, tag in firing(container).items():
            if tag.get("type") != "awct":
                continue
            fires = [triggers.get(trigger, {}).get("type") for trigger in names_in(tag.get("firingTrigger"))]
            has_value = "{{" in text_of(tag, "conversionValue")
            if has_value and not text_of(tag, "orderId") and not ON_A_PAGE.isdisjoint(fires):
                message = f"{label('tag', name)} sends a value without a transaction ID, so a reload counts it again"
                yield problem(container, "tag", name, message, help="fill Transaction ID with the order's number")
