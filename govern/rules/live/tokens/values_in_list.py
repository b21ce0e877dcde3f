"""A list of secrets has their names alone.

A listing that prints the values as well is a copy of every credential, in a folder that is committed, mailed and kept for years.
Nothing of them is kept or shown here; the file still has them.

Remedy: delete the file and its copies, rotate what was in it, and ask for the names alone: `doppler secrets --only-names --json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.stores import LABELS

LIVE = "secrets: {META_CAPI: {computed: %s, computedVisibility: masked, note: ''}}"


@rule(good=LIVE % "''", bad=LIVE % "example", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for listing in project.live.secrets:
        if listing.tells_values:
            message = f"this list of {LABELS[listing.store]} has the secrets themselves in it, not only their names"
            yield Problem(
                Place(listing.file, entity="list of secrets"),
                message,
                help="delete it, rotate them, and ask for the names alone",
            )
