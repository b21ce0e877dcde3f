"""A setting in `govern.yaml` names a rule that exists.

A level for a misspelt rule changes nothing: what was meant to be off still speaks, or what was meant to stop a release
stays a note.

Remedy: take the name that the message suggests; `govern rules` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.rules.own import known_ids
from govern.spec.spelling import meant, suggest


@rule(
    good="rules: [{rule: events/owner-missing, level: warning, reason: owners are being found}]",
    bad="rules: [{rule: events/owner-mising, level: warning, reason: owners are being found}]",
    over="settings",
)
def check(project: Project) -> Iterator[Problem]:
    known = known_ids(project)
    for position, setting in enumerate(project.config.rules):
        if setting.rule not in known:
            place, fix = project.config.place("rules", position, "rule"), meant(setting.rule, known)
            message, help = f'"{setting.rule}" is not a rule', suggest(setting.rule, known)
            yield Problem(place, message, help=help, fix=put(place, fix))
