"""An address belongs to one person or service.

Of a grant to an address that two people have, nobody can say whose it is. When one of them leaves, the access of the
other is taken away with it, or that of both stays.

Remedy: give the address to the one who reads it, or merge the two entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.grants import shared
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="access: {people: [{name: Mia, email: mia@b.example}, {name: Bo, email: bo@b.example}]}",
    bad="access: {people: [{name: Mia, email: mia@b.example}, {name: Bo, email: Mia@b.example}]}",
)
def check(project: Project) -> Iterator[Problem]:
    for address, (name, place), (other, at) in shared(project):
        message, help = f'"{address}" belongs to "{name}" and to "{other}"', "leave it with one of them"
        if name == other:
            message, help = f'"{name}" is declared twice, by the address "{address}"', "merge the two"
        yield Problem(place, message, (Related(f'"{other}" is here', at),), help, address)
