"""A rule of the project's own can be loaded and run.

A rule that raises finds nothing, and nobody notices: the mistake it was written against passes from then on. So it is
said here, with the line it broke at, and all other rules are run.

Remedy: mend the rule at the line named; `govern rules --test` tries every rule of the project on its own examples.
"""

from __future__ import annotations

from collections.abc import Iterable

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.own import team_of


@rule(
    good="""
rules:
  - rule: team/owner
    title: Every event has an owner.
    each: events
    require: [owner]
    good: 'events: [{name: purchase, owner: web}]'
    bad: 'events: [{name: purchase}]'
""",
    bad="""
rules:
  - rule: team/owner
    title: Every event has an owner.
    each: event
    require: [owner]
    good: 'events: [{name: purchase, owner: web}]'
    bad: 'events: [{name: purchase}]'
""",
    over="team",
)
def check(project: Project) -> Iterable[Problem]:
    return team_of(project).problems
