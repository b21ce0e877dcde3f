"""The last credential of an app does not run out unnoticed.

Credentials of apps and uploaded certificates end on a day, and from the next morning on everything that signs in with them is refused:
conversions are not sent, and the dashboard shows a fall and no error. One that has a younger one beside it is being replaced, and
nothing is said of it.

Remedy: make a new credential before that day, give it to whatever uses the old one, and delete the old one.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.tokens.keys import ending
from govern.tokens.stores import LABELS

LIVE = (
    "secrets: {value: [{appId: 4f7c, displayName: capi, passwordCredentials: [{keyId: 91ab, displayName: server, "
    "startDateTime: '2026-10-01T00:00:00Z', endDateTime: '%sT00:00:00Z'}]}]}"
)


@rule(good=LIVE % "2027-03-01", bad=LIVE % "2026-11-28", level="warning", cost="broken", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for listing, key, left in ending(project):
        when = f"ended on {key.ends}" if left < 0 else f"ends on {key.ends}"
        message = (
            f'{LABELS[listing.store]} credential "{key.name}" of "{key.holder}" {when}, and there is no younger one'
        )
        yield Problem(key.place, message, help="make a new one", subject=f"{key.holder}\n{key.name}")
