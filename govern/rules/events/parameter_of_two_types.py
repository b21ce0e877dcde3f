"""A parameter is of one kind wherever it occurs.

A report has one column for a name. `duration` as a number in one event and as a text (`"2 min"`) in another fills it with
both: sums leave out half of the rows without a word, and the export to the warehouse breaks on the first text.

Remedy: give the two the same type, or one of them another name.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.report import Related
from govern.rules import Problem, rule
from govern.rules.events._parameters import KIND_OF, Declared, declared, is_repeated
from govern.rules.events.text_for_number import is_suspect


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
    first: dict[str, Declared] = {}
    for found in declared(project):
        if found.parameter.type not in KIND_OF:
            continue
        if is_suspect(found) or is_repeated(found):
            continue  # a number that is declared as text, a parameter that is listed twice: other rules say so
        other = first.setdefault(found.name, found)
        if found.event != other.event and KIND_OF[found.parameter.type] != KIND_OF[other.parameter.type or ""]:
            where = f'in event "{other.event}"' if other.event else "where all events share it"
            message = (
                f'parameter "{found.name}" is of the type {found.parameter.type} in event "{found.event}" and of the '
                f"type {other.parameter.type} {where}"
            )
            related = (Related("the other type is here", other.place("type")),)
            help, cause = "give both one type, or one of them another name", f"{found.name}\n{found.parameter.type}"
            yield Problem(found.place("type"), message, related, help, cause=cause)
