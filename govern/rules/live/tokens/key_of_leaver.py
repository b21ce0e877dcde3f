"""Somebody who has left has no key that works.

A key asks for no password and no second factor: whoever took it along can go on using it after every account was closed, and what
they do looks like a machine's work.

Remedy: deactivate the key, look what stops, give that a key of a service of its own, and delete the old one. Bind names at a cloud to
people with `ids: {aws: NAME}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.keys import person_of, usable
from govern.tokens.stores import LABELS

PERSON = "specs: {access: {people: [{name: Ana, email: ana@acme.example, ids: {aws: ana}, until: %s}]}}\n"
LIVE = "secrets: {AccessKeyMetadata: [{UserName: ana, Status: Active, CreateDate: '2026-10-20T10:00:00Z', AccessKeyId: AKIAIOSFODNN7EXAMPLE}]}"


@rule(good=PERSON % "2027-06-30" + LIVE, bad=PERSON % "2026-10-31" + LIVE, by_date=True, cost="security")
def check(project: Project) -> Iterator[Problem]:
    for listing, key in usable(project):
        found = person_of(project, key)
        if found is None or not "" < (found[0].until or "") < project.today:
            continue
        message = f'"{key.holder}" left on {found[0].until} and has the key "{key.name}" at {LABELS[listing.store]}'
        related = (Related("declared here", found[1]),)
        yield Problem(key.place, message, related, "deactivate it, then delete it", f"{key.holder}\n{key.name}")
