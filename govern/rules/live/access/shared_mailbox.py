"""Access is given to a person, not to a mailbox that many read.

With `info@` or `marketing@` nobody knows who made a change, the second factor is on somebody's phone, and everyone who
ever had the password still has it.

Remedy: invite the people themselves; for a machine, use a service account and list it under `services`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import at, entries, has_left, is_of_many, is_undeclared, problem
from govern.access.mailboxes import READ, is_private
from govern.access.register import rank
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: [{user: ana@acme.example, role: publish, platform: gtm}]",
    bad="access: [{user: marketing@acme.example, role: publish, platform: gtm}]",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    seen = set()
    for _, entry in entries(project):
        domain, allowed = entry.key.rpartition("@")[2], rank(project, entry)
        if entry.kind != "person" or not is_of_many(project, entry) or (entry.platform, entry.key) in seen:
            continue
        if is_private(domain):  # access/personal-mailbox says so
            continue
        if not has_left(project, entry) and (allowed is None or allowed > READ) and not is_undeclared(project, entry):
            seen.add((entry.platform, entry.key))
            message = (
                f'"{entry.shown}" looks like a mailbox of many and has the role "{entry.role}" at {at(project, entry)}'
            )
            yield problem(entry, message, help="invite the people themselves")
