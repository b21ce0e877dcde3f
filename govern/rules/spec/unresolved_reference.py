"""Everything that is referred to by name exists.

A mapping of an event that nobody declares is never sent, and no tool downstream will say so. The usual cause is a
rename in one file of two.

Remedy: take the name that the message suggests, or declare the missing thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.references import SECTIONS, declared, references
from govern.spec.spelling import same_letters, suggest


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: Lead, destination: meta, as: Lead}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    known = declared(project)
    said = Counter((section, name) for _, _, section, name in references(project))
    for entity, route, section, name in references(project):
        if name not in known[section] and not project.is_broken(section, name):
            help = suggest(name, known[section]) or f'declare it under "{section}"'
            place = entity.place(*route)
            other = same_letters(name, known[section])
            fix = put(place, other if said[section, name] == 1 or said[section, other] else "")
            message = f'{SECTIONS[section]} "{name}" is not declared'
            yield Problem(place, message, help=help, fix=fix, cause=f"{section}\n{name}")
