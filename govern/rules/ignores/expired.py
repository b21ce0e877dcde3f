"""An ignore comment is not past its day.

The day was the promise under which the finding was let through. After it the comment silences nothing and the finding is
back; that the comment is over is said as well, so that nobody wonders why.

Remedy: mend what the finding is about and remove the comment, or set a new day as `until YYYY-MM-DD`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.project.ignores import comments
from govern.rules import Problem, rule
from govern.spec.base import DAY


@rule(
    good="""
events:
  - name: AddToCart  # govern: ignore[events/name-style] until 2099-12-31 -- until the app is replaced
""",
    bad="""
events:
  - name: AddToCart  # govern: ignore[events/name-style] until 2020-01-31 -- until the app is replaced
""",
    over="ignores",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for ignore, place, subject in comments(project):
        if not ignore.reason:
            continue  # it silences nothing anyway, which ignores/reason-missing says
        if ignore.until and not DAY.accepts(ignore.until):
            message = f'this comment ends "{ignore.until}", expected a day as YYYY-MM-DD'
            yield Problem(place, message, help="write until YYYY-MM-DD, or leave it out", subject=subject)
        elif ignore.until and ignore.until < project.today:
            message = f"this comment ignored {', '.join(ignore.rules)} until {ignore.until}, which has passed"
            yield Problem(place, message, help="mend what it was about, or set a new day", subject=subject)
