"""An ignore comment gives its reason.

Without one nobody can tell an exception that was thought about from a line that somebody wanted to get past the check.
So a comment without a reason silences nothing: the finding stays where it was.

Remedy: write the reason behind two hyphens: `# govern: ignore[csp/wildcard-source] -- the vendor rotates hosts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.project.ignores import comments
from govern.rules import Problem, rule


@rule(
    good="""
events:
  - name: AddToCart  # govern: ignore[events/name-style] -- the app has used it since 2019
""",
    bad="""
events:
  - name: AddToCart  # govern: ignore[events/name-style]
""",
    over="ignores",
)
def check(project: Project) -> Iterator[Problem]:
    for ignore, place, subject in comments(project):
        if not ignore.reason:
            message = f"this comment ignores {', '.join(ignore.rules) or 'no rule'} without a reason"
            help = "add the reason behind two hyphens: -- reason"
            yield Problem(place, message, help=help, subject=subject)
