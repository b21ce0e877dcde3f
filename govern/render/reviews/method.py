"""How a review came about: which revision of the specs, since when each grant stands there with its approval, and by whose commit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govern.access.approvals import entered
from govern.core.record import Record
from govern.render.reviews.review import GrantRow

if TYPE_CHECKING:
    from govern.project import Project


class Approval(Record):
    """Who approved access, and the commit that brought it, with this approval, into the specs."""

    principal: str
    where: str
    role: str
    approved_by: str
    day: str
    author: str
    commit: str


def method(project: Project, rows: Iterable[GrantRow]) -> list[Approval]:
    """The approvals of everything declared that is live, the newest first; nothing without a repository."""
    known = entered(project)
    if not known:
        return []
    from govern.access.approvals import entered_by
    from govern.access.live import entries
    from govern.access.register import register

    found: dict[tuple[str, str, str], Approval] = {}
    of = register(project)
    named = {(row.principal, row.role): row for row in rows}
    for _, entry in entries(project):
        grant = of.grant(entry)
        commit = entered_by(project, *grant) if grant is not None else None
        row = named.get((entry.principal, entry.role or "none"))
        if grant is not None and commit is not None and row is not None:
            where = f"{row.platform}, {row.asset}".rstrip(", ")
            found[entry.principal, where, entry.role] = Approval(
                entry.principal, where, entry.role, grant[0].approved_by or "", commit.day, commit.author, commit.commit)  # fmt: skip
    return sorted(found.values(), key=lambda one: (one.day, one.principal, one.where), reverse=True)
