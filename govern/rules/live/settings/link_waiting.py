"""A link that somebody has asked for is accepted or refused.

A manager account, a partner or another product asks for access to the account. While the request waits, anybody with the right to do so can accept
it in one click, and nobody decides; of one that the house asked for itself, nothing flows.

Remedy: find out who asked; accept or refuse it under Admin › Linked accounts, or Access › Managers.

Source: `CustomerManagerLink.status` and `AccountLink.status` in the description of the Google Ads API (`PENDING`, `REQUESTED`, `PENDING_APPROVAL`),
v23, revision 20260820.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem

LINK = """
settings:
  - results: [{customerManagerLink: {resourceName: customers/5/customerManagerLinks/77~3, managerCustomer: customers/77, managerLinkId: '3', status: %s}}]
"""


@rule(good=LINK % "ACTIVE", bad=LINK % "PENDING", level="note", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "link"):
        if setting.says("status") == "pending":
            what = str(setting.says("category") or "").lower().replace("_", " ")
            message = (
                f"{label(setting)} ({what}) waits for an answer" if what else f"{label(setting)} waits for an answer"
            )
            yield problem(setting, message, help="find out who asked, and accept or refuse it")
