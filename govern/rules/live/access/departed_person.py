"""Whoever has left has no access.

The specs know that this person or service is gone, and the platform still lets them in. An account that nobody looks
after is the one that is taken over, and a former colleague or agency can change what visitors are told to run.

Remedy: remove the access at the platform today.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import at, entries, problem
from govern.access.register import rank, register
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "specs: {access: {people: [{name: Bo, email: bo@agency.example, until: %s}]}}"
HELP = "remove the access at the platform"
LIVE = "access: [{user: bo@agency.example, role: publish, platform: gtm}]"


@rule(good=f"{SPECS % '2099-12-31'}\n{LIVE}", bad=f"{SPECS % '2020-01-31'}\n{LIVE}", by_date=True, cost="security")
def check(project: Project) -> Iterator[Problem]:
    known = register(project)
    for _, entry in entries(project):
        holder, grant = known.holder(entry), known.grant(entry)
        if rank(project, entry) == 0:
            continue
        if holder is not None and holder.until and holder.until < project.today:
            message = f'"{entry.shown}" left on {holder.until} and has the role "{entry.role}" at {at(project, entry)}'
            yield problem(entry, message, help=HELP, related=(Related("who left is here", holder.place),))
        elif grant is not None and grant[0].until is not None and grant[0].until < project.today:
            message = (
                f'"{entry.shown}" has the role "{entry.role}" at {at(project, entry)}, granted until {grant[0].until}'
            )
            yield problem(entry, message, help=HELP, related=(Related("the grant is here", grant[1]),))
