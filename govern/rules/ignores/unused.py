"""An ignore comment silences something.

What it was written for is mended, moved or misspelt. Left behind, it will silence the next mistake in its line without
anybody having looked at it.

Remedy: remove the comment, or correct the rule's name or the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Edit
from govern.project import Project
from govern.project.ignores import comments, is_void
from govern.rules import Problem, rule
from govern.rules.own import known_ids, team_of
from govern.source.ignores import Ignore


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
        idle = [] if is_void(ignore, project.today) else idle_rules(project, place.file, ignore)
        if idle:
            whole = len(idle) == len(ignore.rules)
            message = f"this comment ignores {', '.join(idle)}, which found nothing here"
            fix = (Edit("uncomment", place),) if whole else ()
            help = "remove the comment" if whole else "take these out of the brackets"
            yield Problem(place, message, help=help, subject=subject, fix=fix)
        elif not ignore.rules and ignore.reason:
            yield Problem(place, "this comment ignores no rule", help="name one in the brackets", subject=subject)


def idle_rules(project: Project, file: str, ignore: Ignore) -> list[str]:
    """The rules of a comment that found nothing where it stands.

    Names that are not rules are another rule's business, and rules that are not asked today may have something to say.
    """
    asked = frozenset(known_ids(project)) - frozenset(team_of(project).skipped)
    return [
        rule
        for rule in ignore.rules
        if rule in asked and not rule.startswith("secrets/") and (file, ignore.line, rule) not in project.used_ignores
    ]
