"""The parameters of an event do not write over each other in the data layer.

`color` and `color.0` cannot both be there: what is written first is gone when the second comes, and reports show one of
them, or neither. The same happens to two parameters with one key. A page cannot push such an event, so that nothing is
rendered for it.

Remedy: give one of the two another key in `data_layer`, such as `color_first`.

Source: https://developers.google.com/tag-platform/tag-manager/datalayer, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.events import Event


@rule(
    good="events: [{name: sorted, parameters: [{name: color, type: string}, {name: color_first, type: string}]}]",
    bad="events: [{name: sorted, parameters: [{name: color, type: string}, {name: color_first, type: string, data_layer: color.0}]}]",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        yield from overwritten(event, keys_of(project, event))


Key = tuple[str, str, int]
"""A key in the data layer, the parameter that stands there, and its position in the event."""


def keys_of(project: Project, event: Event) -> list[Key]:
    """The keys of an event's parameters. What is there twice by name is the matter of another rule."""
    known, keys, seen = project.parameters_of(event), [], set()
    for position, used in enumerate(event.parameters):
        name = used.use or used.name
        if name is not None and name in known and name not in seen:
            seen.add(name)
            keys.append((known[name].data_layer or name, name, position))
    return keys


def overwritten(event: Event, keys: list[Key]) -> Iterator[Problem]:
    """Where a key is that of another parameter, or stands below it."""
    first: dict[str, tuple[str, int]] = {}
    for key, name, position in keys:
        first.setdefault(key, (name, position))
    if len(first) == len(keys) and not any("." in key for key in first):
        return
    for key, name, position in keys:
        steps = key.split(".")
        above = (".".join(steps[:depth]) for depth in range(1, len(steps) + 1))
        rival = next((found for step in above if (found := first.get(step)) and found[1] != position), None)
        if rival is not None:
            other, at = rival
            message = (
                f'parameter "{name}" of event "{event.name}" is "{key}" in the data layer and writes over "{other}"'
            )
            related = (Related("what it writes over is here", event.place("parameters", at)),)
            help = 'give one of the two another "data_layer" key'
            yield Problem(event.place("parameters", position), message, related, help, cause=other)
