"""An event name is written in snake_case.

Triggers and reports compare event names letter by letter, so `AddToCart` and `add_to_cart` become two events, and a
report filtered by one of them is short of the other's counts.

Remedy: rename the event; a platform's own spelling belongs in its mapping (`as: AddToCart`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@rule(good="events: [{name: add_to_cart}]", bad="events: [{name: AddToCart}]", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        if not SNAKE_CASE.fullmatch(event.name):
            yield Problem(event.place("name"), f'event "{event.name}" is not in snake_case')
