"""A message of the page is a name, not a pattern.

The trigger compares the message with `fires.name` letter by letter. With `add_to_.*` in it the event never happens; made
to work with a pattern, it happens for whatever somebody pushes next year under a name that begins alike.

Remedy: write the name that the page pushes. Several messages are several events, or one message with a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule

PATTERN = regex(r"\*|^\^|\$$|\S\|\S|\\|\.\+|\.\?|\[[^\]\s]-[^\]\s][^\]\s]*\]|[\])][+?{]")
"""What stands in patterns and hardly in names: `$pageview`, `[Shop] Cart` and `lead (b2b)` are some."""


@rule(
    good="events: [{name: add_to_cart, fires: {on: custom, name: add_to_cart}}]",
    bad="events: [{name: add_to_cart, fires: {on: custom, name: add_to_.*}}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        name = event.fires.name if event.fires else None
        if name and PATTERN.search(name):
            message = (
                f'event "{event.name}" waits for the message "{name}", which is compared as a name, not as a pattern'
            )
            yield Problem(event.place("fires", "name"), message, help="write the name that the page pushes")
