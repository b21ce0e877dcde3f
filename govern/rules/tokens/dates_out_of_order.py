"""The days of a token follow each other: made in the past, rotated after it was issued, ending after that.

A slip in a year moves the next rotation by a year. The calendar is quiet, and the token that should have been replaced
in March still works for whoever copied it.

Remedy: correct the day that the message names.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Route
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.tokens import Token
from govern.tokens.rotations import last_made

TOKENS = """
tokens:
  policy: {rotate_every: 60d}
  items: [{name: capi, platform: meta, stored_in: vault:capi, owner: data-team, issued: %s}]
"""


@rule(good=TOKENS % "2026-11-01", bad=TOKENS % "2062-11-01", level="warning", by_date=True)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        for route, message in wrong_days(token, project.today):
            yield Problem(
                place.replace(route=(*place.route, *route)), f'token "{token.name}" {message}', help="correct the day"
            )


def wrong_days(token: Token, today: str) -> Iterator[tuple[Route, str]]:
    """Each day that cannot be right: the way to it, and why."""
    if token.issued is not None and token.issued > today:
        yield ("issued",), f"was issued on {token.issued}, which has not come yet"
    for position, day in enumerate(token.rotations):
        if day > today:
            yield ("rotations", position), f"was rotated on {day}, which has not come yet"
        elif token.issued is not None and day < token.issued:
            yield ("rotations", position), f"was rotated on {day}, before it was issued on {token.issued}"
    made = last_made(token, today)
    if token.expires is not None and token.expires < made:
        yield ("expires",), f"expires on {token.expires}, before it was last made on {made}"
