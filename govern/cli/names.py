"""What a word on the command line may become: names that the project's specs give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from govern.project import Project

Completed = Callable[[click.Context, click.Parameter, str], list[str]]


def names(asked: Callable[[Project], Iterable[str]]) -> Completed:
    """What completes a word to a name of the project; where there is no project that can be read, to nothing."""

    def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        from govern.core.errors import GovernError
        from govern.project.load import load
        from govern.project.roots import root_or_none

        try:
            root = root_or_none(str(ctx.params.get("directory") or "."))
            found = sorted(set(asked(load(root)))) if root is not None else []
        except GovernError:
            return []
        return [name for name in found if name.startswith(incomplete)]

    return completed


def events(project: Project) -> Iterable[str]:
    """The events of the specs."""
    return (event.name for event in project.events)


def destinations(project: Project) -> Iterable[str]:
    """The destinations of the specs."""
    return (destination.name for destination in project.destinations)


def tokens(project: Project) -> Iterable[str]:
    """The tokens of the specs."""
    return (token.name for token, _ in project.token_items())


def people(project: Project) -> Iterable[str]:
    """The addresses of the people in the specs."""
    return (person.email for person, _ in project.people())
