"""An event on a timer says after how long, as a duration.

"Engaged after a while" is ten seconds to one team and a minute to the other. The two numbers stand side by side in a
report and are compared.

Remedy: add the time as a duration (`fires: {on: timer, after: 30s}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.firing import WITH_TIME
from govern.spec.base import DURATION
from govern.spec.spelling import kind


@rule(
    good="events: [{name: read_for_a_while, fires: {on: timer, after: 30s}}]",
    bad="events: [{name: read_for_a_while, fires: {on: timer}}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        fires = event.fires
        if fires is None or fires.on not in WITH_TIME:
            continue
        if not (fires.after or "").strip():
            if fires.on == "timer" and fires.element is None:  # a timer on an element is another mistake
                message = f'event "{event.name}" fires on a timer without "after"'
                yield Problem(event.place("fires", "after"), message, help="add the time (after: 30s)")
        elif not DURATION.accepts(fires.after or ""):
            message = f'event "{event.name}" fires after {kind(fires.after)}, expected {DURATION.says}'
            yield Problem(event.place("fires", "after"), message)
