"""An address belongs to one person or service.

With one address at two people, a grant is somebody's and nobody can say whose. When one of them leaves, the access of
the other is taken away, or that of both stays.

Remedy: give the address to the one who reads it, or merge the two entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.report import Place, Related
from govern.rules import Problem, rule


@rule(
    good="access: {people: [{name: Mia, email: mia@b.example}, {name: Bo, email: bo@b.example}]}",
    bad="access: {people: [{name: Mia, email: mia@b.example}, {name: Bo, email: Mia@b.example}]}",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, tuple[str, Place]] = {}
    entries = [(person.name, (person.email, *person.aliases), place) for person, place in project.people()]
    entries += [(service.name, (service.id,), place) for service, place in project.services()]
    for name, addresses, place in entries:
        for address in dict.fromkeys(address.casefold() for address in addresses):
            other, at = first.setdefault(address, (name, place))
            if at is not place:
                message = f'"{address}" belongs to "{name}" and to "{other}"'
                yield Problem(
                    place, message, (Related(f'"{other}" is here', at),), "leave it with one of them", address
                )
