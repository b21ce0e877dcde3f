"""Everything that is referred to by name exists.

A mapping of an event that nobody declares is never sent, and no tool downstream will say so. The usual cause is a
rename in one file of two.

Remedy: take the name that the message suggests, or declare the missing thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.references import dangling, references
from govern.spec.section import section
from govern.spec.sections.naming import STYLES
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
    found = list(dangling(project))
    said = Counter((to, name) for _, _, to, name in references(project)) if found else Counter()
    for (entity, route, to, name), known in found:
        if not project.is_broken(to, name):
            help = suggest(name, known) or f'declare it under "{to}"'
            place = entity.place(*route)
            other = same_letters(name, known)
            is_sure = (said[to, name] == 1 or said[to, other]) and not is_better(project, to, name, other)
            fix = put(place, other if is_sure else "")
            message = f'{section(to).named_noun} "{name}" is not declared'
            yield Problem(place, message, help=help, fix=fix, cause=f"{to}\n{name}")


def is_better(project: Project, to: str, name: str, other: str) -> bool:
    """Whether the reference is in the style in which the team names events, and what is declared is not."""
    if to != "events":
        return False
    style = re.compile(STYLES[project.naming.events])
    return style.fullmatch(name) is not None and style.fullmatch(other) is None
