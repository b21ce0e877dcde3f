"""A list of people says of which platform it is.

Where it does not, a role in it is held against the grants of every platform: who may publish in Tag Manager passes for a publisher of whatever
the list is of. Nothing in it counts for the review of a platform, and roles have no rank.

Remedy: put the list into a folder called after the platform (`exports/linkedin/users.csv`), add a column `Platform`, name it with `audit
--platform`, or write it into the specs: `access: {lists: [{file: exports/users.csv, platform: linkedin}]}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.attributed import is_nameless
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

LIVE = "access: [{user: ana@acme.example, role: publish%s}]"


@rule(good=LIVE % ", platform: gtm", bad=LIVE % "", level="note", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for people in project.live.access:
        if is_nameless(people):
            message = "this list does not say of which platform it is, so its roles are held against the grants of all"
            help = "name it with --platform, by its folder, or under access.lists"
            yield Problem(Place(people.file, entity="access list"), message, help=help, subject=people.file)
