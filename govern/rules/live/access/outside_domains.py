"""Access is given to addresses of the domains that the house allows.

The specs name them (`access: {policy: {domains: [...]}}`). An address elsewhere is an agency that nobody declared, somebody's
own mailbox, or a domain that looks like yours and is not; whoever owns it decides who reads its mail.

Remedy: remove the access, or declare the person under `access.people` with an `until`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import allows_something, at, entries, is_undeclared, problem
from govern.access.mailboxes import is_private
from govern.access.near import near
from govern.access.policy import wished
from govern.access.register import register
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "specs: {access: {policy: {domains: [acme.example]}}}"


@rule(
    good=f"{SPECS}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm}}]",
    bad=f"{SPECS}\naccess: [{{user: ana@acme.example.co, role: publish, platform: gtm}}]",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    domains = {domain.casefold().removeprefix("@") for domain in wished(project, "domains") or ()}
    known, seen = register(project), set()
    for _, entry in entries(project) if domains else ():
        domain = entry.key.rpartition("@")[2]
        if (
            "@" not in entry.key
            or domain in domains
            or is_private(domain)
            or entry.kind != "person"
            or known.holder(entry)
        ):
            continue
        if (entry.platform, entry.key) in seen or is_undeclared(project, entry) or not allows_something(project, entry):
            continue
        seen.add((entry.platform, entry.key))
        twin = near(domain, domains)
        like = f', which looks like "{twin}"' if twin else ""
        message = f'"{entry.shown}" is outside the allowed domains{like} and has the role "{entry.role}" at {at(project, entry)}'
        yield problem(entry, message, help="remove the access, or declare the person with an until")
