"""How rules tell that something is set otherwise than wished, and what they ask of the clock and of containers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import Problem
from govern.core.report import Related
from govern.settings.fields import shown
from govern.settings.held import Apart, of_fields
from govern.settings.live import label, problem, word

if TYPE_CHECKING:
    from govern.project import Project

HELP = "set it at the platform, or write into the specs what is meant"


def differs(project: Project, *fields: str) -> Iterator[Problem]:
    """A problem for each of some fields that is set otherwise than wished."""
    return (problem_of(one) for one in of_fields(project, *fields))


def problem_of(one: Apart) -> Problem:
    """What to say of one field."""
    live, wish = shown(one.field, one.live), shown(one.field, one.wish)
    if isinstance(one.live, bool):
        what = {"on": "is", "primary": "is primary:"}.get(one.field, f"has {word(one.field)}:")
        message = f"{label(one.pair.live)} {what} {live}, the specs say {wish}"
    else:
        message = f'{label(one.pair.live)} has the {word(one.field)} "{live}", the specs say "{wish}"'
    related = (Related("wished here", one.place),)
    return problem(one.pair.live, message, help=HELP, about=one.field, related=related)


def quoted(names: tuple[str, ...] | list[str], most: int = 5) -> str:
    """Some names in a message, the first of many."""
    listed = ", ".join(f'"{name}"' for name in names[:most])
    return listed + (f" and {len(names) - most} more" if len(names) > most else "")


def days_before(day: str, today: str) -> int | None:
    """How many days ago a day was; `None` where it is not a day."""
    from datetime import date

    try:
        return (date.fromisoformat(today) - date.fromisoformat(day)).days
    except ValueError:
        return None
