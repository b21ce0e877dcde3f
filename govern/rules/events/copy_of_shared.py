"""An event uses the shared parameter where there is one.

A second description of the same fact starts as a copy and ends as another one: the shared parameter gets a class of
personal data, a data-layer key or a currency, and the copy goes on without.

Remedy: write `{use: order_id}`; what is `required` here stays beside it. One that takes fewer values than the shared one
(`values`, `pattern`) is its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import KIND_OF, declared, is_repeated
from govern.spec.sections.events import EventParameter, Parameter


@rule(
    good="""
parameters: [{name: order_id, type: string}]
events: [{name: purchase, parameters: [{use: order_id, required: true}]}]
""",
    bad="""
parameters: [{name: order_id, type: string}]
events: [{name: purchase, parameters: [{name: order_id, type: string, required: true}]}]
""",
    level="note",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for found in declared(project):
        shared = project.parameter_by_name.get(found.name)
        if not found.event or shared is None or found.parameter.type is None or is_repeated(found):
            continue
        if KIND_OF.get(found.parameter.type) == KIND_OF.get(shared.type) and not is_narrower(found.parameter, shared):
            message = f'event "{found.event}" defines "{found.name}" on the spot, and there is a shared parameter of that name'
            related = (Related("the shared one is here", shared.place("name")),)
            yield Problem(found.place("name"), message, related, f"write {{use: {found.name}}}", cause=found.name)


def is_narrower(own: Parameter | EventParameter, shared: Parameter) -> bool:
    """Whether an event takes fewer values than others do."""
    fewer = bool(own.values) and own.values != shared.values
    return fewer or (own.pattern is not None and own.pattern != shared.pattern)
