"""A parameter is of one kind wherever it occurs.

A report has one column for a name. `duration` as a number in one event and as a text (`"2 min"`) in another fills it with
both: sums leave out half of the rows without a word, and the export to the warehouse breaks on the first text.

Remedy: give the two the same type, or one of them another name.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import KIND_OF, Declaration, by_name, is_repeated, is_text_for_number


@rule(
    good="""
events:
  - {name: video_watched, parameters: [{name: duration, type: number}]}
  - {name: video_left, parameters: [{name: duration, type: integer}]}
""",
    bad="""
events:
  - {name: video_watched, parameters: [{name: duration, type: number}]}
  - {name: video_left, parameters: [{name: duration, type: string}]}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, Declaration] = {}
    for found in of_two_kinds(project):
        if is_text_for_number(found) or is_repeated(found):
            continue  # a number that is declared as text, a parameter that is listed twice: other rules say so
        other = first.setdefault(found.name, found)
        if found.event != other.event and kind_of(found) != kind_of(other):
            where = f'in event "{other.event}"' if other.event else "where all events share it"
            message = (
                f'parameter "{found.name}" is of the type {found.parameter.type} in event "{found.event}" and of the '
                f"type {other.parameter.type} {where}"
            )
            related = (Related("the other type is here", other.place("type")),)
            help, cause = "give both one type, or one of them another name", f"{found.name}\n{found.parameter.type}"
            yield Problem(found.place("type"), message, related, help, cause=cause)


def of_two_kinds(project: Project) -> list[Declaration]:
    """The declarations of those names, few as a rule, that stand for values of two kinds."""
    unlike = (same for same in by_name(project).values() if len({found.parameter.type for found in same}) > 1)
    typed = ([found for found in same if kind_of(found) is not None] for same in unlike)
    return [found for same in typed if len({kind_of(found) for found in same}) > 1 for found in same]


def kind_of(found: Declaration) -> str | None:
    """What kind of values a declaration is of, if its type says."""
    return KIND_OF.get(found.parameter.type or "")
