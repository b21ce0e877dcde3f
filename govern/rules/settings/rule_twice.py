"""A rule has one setting in `govern.yaml`.

Of two settings the later one holds, and whoever edits the first wonders why nothing changes.

Remedy: keep one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="rules: [{rule: events/owner-missing, level: note, reason: owners are being found}]",
    bad="""
rules:
  - {rule: events/owner-missing, level: note, reason: owners are being found}
  - {rule: events/owner-missing, level: 'off', reason: owners are kept in the wiki}
""",
    over="settings",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for position, setting in enumerate(project.config.rules):
        if setting.rule in first:
            related = Related("the first one is here", project.config.place("rules", first[setting.rule]))
            place = project.config.place("rules", position, "rule")
            yield Problem(place, f'the rule "{setting.rule}" has two settings', (related,), "keep one of them")
        first.setdefault(setting.rule, position)
