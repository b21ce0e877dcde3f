"""A tag that requires consent says which.

"Require additional consent" is chosen and no consent type is listed, so there is nothing to wait for: the tag fires whatever
the visitor chose, and looks as if it asked.

Remedy: add the types, such as ad_storage for advertising, or analytics_storage.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import consent_of, firing, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.consent_asked import written_types

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Pinterest
        type: pntr
        parameter: {tagId: '26', eventName: lead}
        firingTrigger: [Sent]
        consentSettings: {consentStatus: NEEDED, consentType: [%s]}
"""


@rule(good=CONTAINER % "ad_storage", bad=CONTAINER % "", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in firing(container).items():
            if consent_of(tag) == "NEEDED" and not written_types(tag):
                message = f"{label('tag', name)} requires consent and does not say of which type"
                yield problem(
                    container, "tag", name, message, "consentSettings", help="add the type, such as ad_storage"
                )
