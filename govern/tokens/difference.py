"""Listings of secret stores against the declared tokens, as changes: what would have to happen in the stores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Change, FieldChange
from govern.tokens.stores import LABELS, missing, older_than_said, reference, undeclared

if TYPE_CHECKING:
    from govern.project import Project


def secrets_against_specs(project: Project) -> tuple[Change, ...]:
    """Tokens that are not where they are said to lie, secrets that nobody declared, and those that are older than said."""
    found = dict.fromkeys(changes(project)) if project.live.secrets else {}
    return tuple(sorted(found, key=lambda change: (change.owner, change.action, change.name)))


def changes(project: Project) -> Iterator[Change]:
    """Each difference."""
    for token, _, listing in missing(project):
        at = reference(token.stored_in)
        yield Change("add", "secret", at.name if at is not None else token.name, LABELS[listing.store])
    for listing, one in undeclared(project):
        yield Change("remove", "secret", one.name, f"{LABELS[listing.store]} {one.inside}".strip())
    for token, _, one, said in older_than_said(project):
        at = reference(token.stored_in)
        owner = f"{LABELS[at.store]} {one.inside}".strip() if at is not None else ""
        yield Change("change", "secret", one.name, owner, (FieldChange(("changed",), one.made or one.changed, said),))
