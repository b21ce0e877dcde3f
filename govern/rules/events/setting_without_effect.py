"""What is said about when an event fires goes together.

`on: page_view` with an `element`, or `on: click` with `after: 30s`, are two descriptions of one event. Whoever builds the
trigger picks one, and it is not the one that the report was planned for.

Remedy: take the setting away, or choose the `on` that was meant: an element is clicked, seen or a form; a time is a timer.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.firing import WITH_ELEMENT, WITH_TIME


@rule(
    good="events: [{name: read_for_a_while, fires: {on: timer, after: 30s}}]",
    bad="events: [{name: read_for_a_while, fires: {on: page_view, after: 30s}}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        fires = event.fires
        if fires is None:
            continue
        for key, value, fitting in (("element", fires.element, WITH_ELEMENT), ("after", fires.after, WITH_TIME)):
            if value is not None and fires.on not in fitting:
                message = f'event "{event.name}" fires on {fires.on}, where "{key}" has no meaning'
                help = f'"{key}" goes with {", ".join(fitting)}'
                yield Problem(event.place("fires", key), message, help=help, cause=event.name)
