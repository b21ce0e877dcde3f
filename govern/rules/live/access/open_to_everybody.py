"""Nothing is open to everybody on the internet, or to everybody with a Google account.

`allUsers` and `allAuthenticatedUsers` are not people of the house: with them a dataset of Analytics, a bucket of exports or a server's logs
can be read, or written, by anybody who finds its name. A server container has to be reachable, and for that a service has a role of
its own, `roles/run.invoker`, of which nothing is said.

Remedy: take the member out of the policy, and give the role to those who need it.

Source: `Binding.members` in https://iam.googleapis.com/$discovery/rest?version=v1, revision 20261023, checked 2026-11-30: anyone on the
internet, and anyone with a Google account.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import EVERYBODY, at, entries, problem
from govern.access.rolenames import same_role
from govern.project import Project
from govern.rules import Problem, rule

REACHED = ("roles/run.invoker", "roles/cloudfunctions.invoker")
LIVE = "access: {bindings: [{role: roles/%s, members: [allUsers, 'user:ana@acme.example']}]}"


@rule(good=LIVE % "run.invoker", bad=LIVE % "bigquery.dataViewer", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for _, entry in entries(project):
        who = EVERYBODY.get(entry.key)
        if who is not None and not any(same_role(entry.role, role) for role in REACHED):
            message = f'{who} ("{entry.principal}") has the role "{entry.role}" at {at(project, entry)}'
            yield problem(entry, message, help="take the member out of the policy")
