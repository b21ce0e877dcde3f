"""Every platform at which the specs grant something is reviewed.

The specs say who may do what there, and there is no list of it among the exports. What nobody fetched nobody has looked at, and a
report without it looks better than one with it.

Remedy: fetch the list (`docs/access.md` says where) and put it into the exports folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.coverage import unlisted
from govern.access.policy import has_policy
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "{access: {policy: {review: quarterly}, grants: [{who: ana@acme.example, platform: %s, role: edit}]}}"
LIVE = "access: {userPermission: [{emailAddress: ana@acme.example, containerAccess: [{containerId: '5', permission: edit}]}]}"


@rule(
    good=f"specs: {SPECS % 'gtm'}\n{LIVE}", bad=f"specs: {SPECS % 'tiktok'}\n{LIVE}", level="warning", cost="security"
)
def check(project: Project) -> Iterator[Problem]:
    if not has_policy(project) or not project.live.access or project.live.named:
        return
    for label, place, count in unlisted(project):
        grants = "1 declared grant was" if count == 1 else f"{count} declared grants were"
        message = f"there is no list of who has access to {label}, so {grants} not reviewed"
        yield Problem(place, message, help="fetch the list: docs/access.md says where", subject=label)
