"""A table has each role of somebody once.

The same line twice, or one address with two roles at a platform that gives each user a single one, shows that the table was put together
from two exports, of two days perhaps: nobody can tell which of them holds. The review shows both.

Remedy: export the table again; where it is kept by hand, say in a column at what each role is.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access import AccessEntry
from govern.access.live import at, entries, problem
from govern.access.register import register
from govern.access.rolenames import roles_meant
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

ONE_ROLE = frozenset({"gtm", "google_ads", "linkedin", "microsoft_ads"})
"""Platforms that give a user one role at each asset; at the account and at a container of it, one each."""


@rule(
    good='access: "Email,Role,Platform,Container\\nana@acme.example,read,gtm,GTM-A\\nana@acme.example,publish,gtm,GTM-B\\n"',
    bad='access: "Email,Role,Platform\\nana@acme.example,read,gtm\\nana@acme.example,publish,gtm\\n"',
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, ...], AccessEntry] = {}
    told: set[tuple[str, ...]] = set()
    for people, entry in entries(project):
        if entry.place.span is None:
            continue
        where = people.file, entry.platform, entry.key, entry.asset
        other = first.setdefault(where, entry)
        if other is entry or where in told or not is_twice(entry, other):
            continue
        if entry.role != other.role and not excludes(project, entry, other):
            continue
        told.add(where)
        roles = (
            f'the role "{entry.role}"' if entry.role == other.role else f'the roles "{other.role}" and "{entry.role}"'
        )
        message = f'"{entry.shown}" stands twice in this table, with {roles} at {at(project, entry)}'
        yield problem(entry, message, about=other.role, related=(Related("the first line", other.place),))


def excludes(project: Project, one: AccessEntry, other: AccessEntry) -> bool:
    """Whether nobody can have the roles of both entries: the platform gives one, and there is an asset at which both exist."""
    platform = project.platform(register(project).platform_key(one.platform))
    if platform is None or platform.key not in ONE_ROLE:
        return False
    at_one, at_other = ({role.scope for role in roles_meant(platform.roles, entry.role)} for entry in (one, other))
    return not (at_one and at_other and at_one.isdisjoint(at_other))


def is_twice(one: AccessEntry, other: AccessEntry) -> bool:
    """Whether two entries come from two lines that say the same but for the role; another spelling is `access/same-person-twice`."""
    return one.place.span != other.place.span and one.principal == other.principal and one.extras == other.extras
