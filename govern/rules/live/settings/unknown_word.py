"""A setting has one of the values that the platform has for it.

Guides and assistants invent values that look right (`EVERY_CONVERSION`, `30_DAY`). The interface refuses them, or takes the rest of
the body and leaves its default, and everybody believes that what was written is set.

Remedy: take one of the platform's own words; the message names them.

Source: the discovery documents of Google and the field lists of Meta that `tools/settings_schema.py` reads, 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

ACTION = """
settings:
  - operations: [{create: {name: Enquiry, type: WEBPAGE, category: CONTACT, countingType: %s}}]
"""


@rule(good=ACTION % "MANY_PER_CLICK", bad=ACTION % "EVERY_CONVERSION", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for found in project.live.settings:
        for odd in found.odd:
            yield Problem(odd.place, odd.message, help=odd.help, subject=f"{found.platform}\n{odd.message}")
