"""Event names are written in the style that the project has chosen, snake_case unless `naming` says another.

Triggers and reports compare event names letter by letter, so `AddToCart` and `add_to_cart` become two events, and a
report filtered by one of them is short of the other's counts.

Remedy: rename the event (a platform's own spelling belongs in its mapping, `as: AddToCart`), or declare the style that
the team really uses: `naming: {events: PascalCase}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.name_style import advice, common_style
from govern.signals.names import twins
from govern.spec.sections.naming import STYLES


@rule(good="events: [{name: add_to_cart}]", bad="events: [{name: AddToCart}]", level="warning")
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("naming"):
        return
    style = project.naming.events
    has_style = re.compile(STYLES[style]).fullmatch
    misfits = [event for event in project.events if not has_style(event.name)]
    alike = twins(project) if misfits else frozenset()
    other = (
        "" if project.sections.get("naming") or not misfits else common_style(event.name for event in project.events)
    )
    for event in misfits:
        if event.name not in alike:
            message = f'event "{event.name}" is not in {style}'
            help, cause = advice(event.name, style, other, "events")
            yield Problem(event.place("name"), message, help=help, cause=cause)
