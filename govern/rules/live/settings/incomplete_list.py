"""A list of settings holds all of them, not the first page.

The interfaces answer in pages. A conversion action on the second page is not compared with the specs, and one that is missing
at the platform cannot be told from one that is merely not in the file.

Remedy: ask for the next pages as well and put all answers into one file: `jq -s . page*.json > all.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

LIST = (
    "settings: [{keyEvents: [{name: properties/1/keyEvents/2, eventName: purchase, countingMethod: ONCE_PER_EVENT}]%s}]"
)


@rule(good=LIST % "", bad=LIST % ", nextPageToken: AEnB2Uq", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for found in project.live.settings:
        if found.more is not None:
            kinds = ", ".join(sorted({setting.kind for setting in found.settings}))
            yield Problem(
                found.more.place, found.more.message, help=found.more.help, subject=f"{found.platform}\n{kinds}"
            )
