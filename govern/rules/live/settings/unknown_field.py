"""Every field of a settings file is one that is known.

What the platform's published description does not have is new, belongs to another version of the interface, or was invented. It is
kept, and no rule has judged it.

Remedy: none, if the field is new and of no weight to you; otherwise ask for the answer of the version that the specs name.

Source: the discovery documents of Google and the field lists of Meta that `tools/settings_schema.py` reads, 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

EVENT = (
    "settings: [{keyEvents: [{name: properties/1/keyEvents/2, eventName: purchase, countingMethod: ONCE_PER_EVENT%s}]}]"
)


@rule(good=EVENT % "", bad=EVENT % ", importance: high", level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for found in project.live.settings:
        for odd in found.unknown:
            yield Problem(odd.place, odd.message, help=odd.help, subject=f"{found.platform}\n{odd.message}")
