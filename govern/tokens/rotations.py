"""When tokens have to be rotated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.spec.base import Duration, seconds
from govern.spec.sections.tokens import Token, TokenPolicy

if TYPE_CHECKING:
    from govern.project import Project

WARN_BEFORE: Duration = "14d"
"""How long before its day a rotation is announced where the policy does not say."""


class Rotation(Record):
    """A token that is rotated regularly: its place, the day it was last made, the day the next one is due.

    Both days are counted from the first day of year 1, `due` beyond the end of the calendar included. A rotation is
    announced `warn_before` its day, or when half of the time has passed, so that what is made every week is not always due.
    """

    token: Token
    place: Place
    made: int
    due: int
    warn_before: int


def rotations(project: Project) -> Iterator[Rotation]:
    """Every token that has a day of making and a rule how often to rotate it, and that has not expired by itself."""
    for token, place, policy in tokens(project):
        every = token.rotate_every or (policy.rotate_every if policy else None)
        made = last_made(token, project.today)
        if every is None or not made or has_expired(token, project.today):
            continue
        warn_before = min(days(warning_time(policy)), days(every) // 2)
        yield Rotation(token, place, number(made), number(made) + days(every), warn_before)


def tokens(project: Project) -> Iterator[tuple[Token, Place, TokenPolicy | None]]:
    """Every token with its place and the policy that holds for it: of its own file, or else the nearest there is."""
    house = next((section.policy for section in reversed(project.tokens) if section.policy), None)
    for section in project.tokens:
        for position, token in enumerate(section.items):
            yield token, section.place("items", position), section.policy or house


def last_made(token: Token, today: str) -> str:
    """The day on which a token was last made; empty where nobody says, or says a day that has not come."""
    return max((day for day in (token.issued, *token.rotations) if day and day <= today), default="")


def has_expired(token: Token, today: str) -> bool:
    """Whether the token's last day has passed."""
    return token.expires is not None and token.expires < today


def warning_time(policy: TokenPolicy | None) -> Duration:
    """How long before its day a rotation is announced."""
    return policy.warn_before if policy and policy.warn_before else WARN_BEFORE


def days(duration: Duration) -> int:
    """A duration in whole days."""
    return int(seconds(duration) // 86400)


def number(day: str) -> int:
    """A day as a number that can be counted with."""
    from datetime import date

    return date.fromisoformat(day).toordinal()


def shown(day: int) -> str:
    """A numbered day as people write it; the calendar's last one stands for everything after it."""
    from datetime import date

    return date.fromordinal(min(day, date.max.toordinal())).isoformat()
