"""What the reader refused, as problems of the rule that explains it."""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.report import Place
from govern.rules import Problem


def problems(project: Project, rule: str) -> Iterator[Problem]:
    """The misfits that a rule's manual explains."""
    for refused in project.refused:
        misfit = refused.misfit
        if misfit.rule == rule:
            yield Problem(Place(refused.file, misfit.route), misfit.message, help=misfit.help, at_key=misfit.at_key)
