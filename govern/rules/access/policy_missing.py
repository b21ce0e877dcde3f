"""Where grants are declared, the house says how they are reviewed.

Grants without a policy are a list. How often it is read, how many administrators there may be, when unused access goes:
without that written down every review starts with the question what it is about, and ends before it was answered.

Remedy: write `access: {policy: {review: quarterly, admins: {min: 2, max: 3}, dormant_after: 90d}}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

GRANTS = "grants: [{who: a@b.example, platform: gtm, role: read, approved_by: c@b.example, reason: reports}]"


@rule(
    good=f"access: {{policy: {{review: quarterly}}, {GRANTS}}}",
    bad=f"access: {{{GRANTS}}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    if any(access.policy for access in project.access) or not project.is_whole("access"):
        return
    for access in project.access:
        if access.grants:
            message = "grants are declared, and nothing says how they are reviewed"
            yield Problem(access.place("grants"), message, help="write access.policy")
            return
