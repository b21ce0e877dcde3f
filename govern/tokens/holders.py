"""Which of the people that the specs know hold a token, or answer for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from govern.core.report import Place

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.access import Person
    from govern.spec.sections.tokens import Token


def people_of(project: Project, token: Token) -> Iterator[tuple[Literal["holder", "owner"], Person, Place]]:
    """The declared person who is named as holder and as owner, under any of their names, and where they are declared."""
    named: tuple[tuple[Literal["holder", "owner"], str | None], ...] = (
        ("holder", token.holder),
        ("owner", token.owner),
    )
    for key, name in named:
        for person, place in project.people() if name else ():
            names = {word.casefold() for word in (person.name, person.email, *person.aliases)}
            if (name or "").strip().casefold() in names:
                yield key, person, place
                break
