"""An ignore comment silences something.

What it was written for is mended, moved or misspelt. Left behind, it will silence the next mistake in its line without
anybody having looked at it.

Remedy: remove the comment, or correct the rule's name or the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.spec import suggest
from govern.project import Project
from govern.report import Edit
from govern.rules import Problem, rule
from govern.rules.ignores._comments import comments, is_day


@rule(
    good="""
events:
  - name: AddToCart  # govern: ignore[events/name-style] -- the app has used it since 2019
""",
    bad="""
events:
  - name: add_to_cart  # govern: ignore[events/name-style] -- the app has used it since 2019
""",
    level="warning",
    over="ignores",
)
def check(project: Project) -> Iterator[Problem]:
    for ignore, place, subject in comments(project):
        void = not ignore.reason or (ignore.until and not (is_day(ignore.until) and ignore.until >= project.today))
        if not void and (place.file, ignore.line) not in project.used_ignores:
            message = f"this comment ignores {', '.join(ignore.rules) or 'no rule'} and silences nothing"
            help = misspelt(ignore.rules)
            yield Problem(place, message, help=help, subject=subject, fix=() if help else (Edit("uncomment", place),))


def misspelt(rules: tuple[str, ...]) -> str:
    """The nearest rule for a name that is none."""
    from govern.rules.run import rule_ids

    unknown = next((name for name in rules if name not in rule_ids()), None)
    return suggest(unknown, rule_ids()) if unknown is not None else ""
