"""A rule that is switched off or made quieter in `govern.yaml` says why.

A setting outlives the people who remember it. Without the reason nobody dares to take it back, and the next mistake of
that kind goes unseen.

Remedy: add the reason: `{rule: csp/missing-host, level: off, reason: the header is made by the CDN team}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from govern.core.report import LEVELS, Level
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.own import known_ids, rule_of


@rule(
    good="rules: [{rule: events/owner-missing, level: 'off', reason: owners are kept in the wiki}]",
    bad="rules: [{rule: events/owner-missing, level: 'off'}]",
    level="warning",
    over="settings",
)
def check(project: Project) -> Iterator[Problem]:
    known = known_ids(project)
    for position, setting in enumerate(project.config.rules):
        if (
            setting.rule in known
            and not (setting.reason or "").strip()
            and is_quieter(project, setting.rule, setting.level)
        ):
            what = "switched off" if setting.level == "off" else f"made a {setting.level}"
            place = project.config.place("rules", position)
            yield Problem(place, f'the rule "{setting.rule}" is {what} without a reason', help="add: reason: ...")


def is_quieter(project: Project, rule_id: str, level: Level | Literal["off"]) -> bool:
    """Whether a level is below the rule's own."""
    found = rule_of(project, rule_id)
    return level == "off" or (found is not None and LEVELS.index(level) > LEVELS.index(found.level))
