"""An ignore comment names rules that exist.

A misspelt name silences nothing, so the finding it was written for is still there, and nobody sees why.

Remedy: take the name that the message suggests; `govern rules` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.project.ignores import comments
from govern.rules import Problem, rule
from govern.rules.own import known_ids
from govern.spec.spelling import suggest


@rule(
    good="""
events:
  - name: AddToCart  # govern: ignore[events/name-style] -- the app has used it since 2019
""",
    bad="""
events:
  - name: add_to_cart  # govern: ignore[events/name-stile] -- the app has used it since 2019
""",
    over="ignores",
)
def check(project: Project) -> Iterator[Problem]:
    known = known_ids(project)
    for ignore, place, subject in comments(project):
        for name in ignore.rules:
            if name not in known:
                message = f'this comment ignores "{name}", which is not a rule'
                yield Problem(place, message, help=suggest(name, known), subject=f"{subject}\n{name}")
