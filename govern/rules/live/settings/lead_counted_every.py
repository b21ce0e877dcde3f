"""A request is counted once a click.

Somebody who sends a form twice, because the page was slow or the first message had a mistake, is one lead. Counted every time, leads and
bids rise with the impatience of visitors.

Remedy: count one (Google Ads: Goals › Conversions › Count › One; Microsoft: Unique; TikTok: Once). Where each request is paid for,
say so in the specs: `settings: [{destination: ads, conversions: [{name: ..., counting: every, reason: ...}]}]`.

Source: https://support.google.com/google-ads/answer/3438531 and https://help.ads.microsoft.com/apex/index/3/es/56683, checked
2026-11-30: both recommend one for leads and every for sales.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.goals import goal
from govern.settings.held import pairs
from govern.settings.live import identity, in_use, label, problem

ACTION = """
settings:
  - results: [{conversionAction: {resourceName: customers/5/conversionActions/9, name: Enquiry, category: SUBMIT_LEAD_FORM,
      status: ENABLED, type: WEBPAGE, countingType: %s}}]
"""


@rule(good=ACTION % "ONE_PER_CLICK", bad=ACTION % "MANY_PER_CLICK", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wished = {identity(pair.live) for pair in pairs(project) if "counting" in pair.fields}
    for setting in in_use(project, "conversion"):
        if (
            goal(setting) != "lead"
            or setting.says("counting") != "every"
            or setting.says("system")
            or identity(setting) in wished
        ):
            continue
        if setting.says("primary") is not False and setting.says("status") in (None, "active"):
            message = f"{label(setting)} counts every request: a form that is sent twice is two leads"
            yield problem(setting, message, help="count one, or write the reason into the specs")
