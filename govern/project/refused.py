"""What the reader refused, as problems of the rule that explains it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import Problem
from govern.core.report import Edit, Place
from govern.source.document import line_of
from govern.source.positions import Positions
from govern.spec.misfits import AS_WRITTEN

if TYPE_CHECKING:
    from govern.project import Project


def problems(project: Project, rule: str) -> Iterator[Problem]:
    """The misfits that a rule's manual explains."""
    positions: dict[str, Positions] = {}
    for refused in project.refused:
        misfit = refused.misfit
        if misfit.rule == rule:
            place = Place(refused.file, misfit.route)
            fix: tuple[Edit, ...] = ()
            if misfit.fix is not None:
                action, value = misfit.fix
                where = place.replace(route=("version",)) if action == "insert" else place
                fix = (Edit(action, where, written(project, place, positions) if value is AS_WRITTEN else value),)
            yield Problem(place, misfit.message, help=misfit.help, at_key=misfit.at_key, fix=fix)


def written(project: Project, place: Place, positions: dict[str, Positions]) -> str:
    """The text of a number as it stands in its file."""
    document = project.documents[place.file]
    if place.file not in positions:
        positions[place.file] = Positions(document)
    span = positions[place.file].place(place.route)[1]
    return line_of(document.text, span.line)[span.column - 1 : span.end_column - 1]
