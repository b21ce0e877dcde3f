"""A list has as many entries as somebody counted on the screen.

A table proves nothing about what it leaves out: a download that was cut, or a filter that was on, looks whole. Whoever fetched it
wrote down under `access.lists` how many `rows` the platform showed, and the file has another number.

Remedy: fetch the list again without a filter, or correct the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.policy import listing
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "{access: {lists: [{file: access.json, taken: 2026-11-20, rows: %d}]}}"
LIVE = "access: {userPermission: [{emailAddress: ana@acme.example, accountAccess: {permission: user}}]}"


@rule(good=f"specs: {SPECS % 1}\n{LIVE}", bad=f"specs: {SPECS % 2}\n{LIVE}", level="warning", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for people in project.live.access:
        known = listing(project, people)
        rows = len({entry.place.route[:2] or entry.place.span or entry.key for entry in people.entries})
        if known is not None and known.rows is not None and known.rows not in (rows, len(people.entries)):
            message = f"this list has {rows} rows, and access.lists says that there were {known.rows}"
            yield Problem(
                Place(people.file, entity="access list"), message, help="fetch the list again", subject=people.file
            )
