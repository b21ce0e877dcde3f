"""Whoever may change something uses an address of their organisation.

A private mailbox belongs to the person: the organisation cannot close it when they leave, ask for a second factor or
look at who signed in. Access given to it stays until somebody remembers.

Remedy: invite the work address of the same person and remove the private one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import at, entries, has_left, is_undeclared, problem
from govern.access.mailboxes import READ, is_private
from govern.access.register import rank
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: [{user: ana@acme.example, role: publish, platform: gtm}]",
    bad="access: [{user: ana.ruiz@gmail.com, role: publish, platform: gtm}]",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    domains = {domain.casefold() for access in project.access if access.policy for domain in access.policy.domains}
    seen = set()
    for _, entry in entries(project):
        domain = entry.key.rpartition("@")[2]
        if entry.kind != "person" or domain in domains or not is_private(domain):
            continue
        if (entry.platform, entry.key) in seen:
            continue
        allowed = rank(project, entry)
        if (allowed is None or allowed > READ) and not (has_left(project, entry) or is_undeclared(project, entry)):
            seen.add((entry.platform, entry.key))
            yield problem(
                entry,
                f'"{entry.shown}" is a private mailbox and has the role "{entry.role}" at {at(project, entry)}',
                help="invite their address at work instead",
            )
