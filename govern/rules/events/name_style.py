"""Event names are written in the style that the project has chosen, snake_case unless `naming` says another.

Triggers and reports compare event names letter by letter, so `AddToCart` and `add_to_cart` become two events, and a
report filtered by one of them is short of the other's counts.

Remedy: rename the event (a platform's own spelling belongs in its mapping, `as: AddToCart`), or declare the style that
the team really uses: `naming: {events: PascalCase}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.model.naming import STYLES
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._parameters import words
from govern.rules.events.names_too_alike import twins


@rule(good="events: [{name: add_to_cart}]", bad="events: [{name: AddToCart}]", level="warning")
def check(project: Project) -> Iterator[Problem]:
    style = project.naming.events
    has_style = re.compile(STYLES[style]).fullmatch
    misfits = [event for event in project.events if not has_style(event.name)]
    alike = twins(project) if misfits else frozenset()
    for event in misfits:
        if event.name not in alike:
            message = f'event "{event.name}" is not in {style}'
            yield Problem(event.place("name"), message, help=rewritten(event.name, style))


def rewritten(name: str, style: str) -> str:
    """The name in the style, as a next step; empty where its words cannot be told."""
    parts = words(name)
    joined = {
        "snake_case": "_".join(parts),
        "kebab-case": "-".join(parts),
        "camelCase": "".join((*parts[:1], *map(str.capitalize, parts[1:]))),
        "PascalCase": "".join(map(str.capitalize, parts)),
        "Title Case": " ".join(map(str.capitalize, parts)),
    }.get(style, "")
    return f'write "{joined}"' if joined != name and re.fullmatch(STYLES[style], joined) else ""
