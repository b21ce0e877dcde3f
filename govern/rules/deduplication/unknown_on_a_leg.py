"""An event ID is made of parameters that are known on every leg that sends it.

Where a part is missing there is no event ID: `order_` would be the ID of all orders. The leg that does not know the
parameter sends without one, the other with one, and the platform counts both.

Remedy: make the ID of a parameter that browser and server both have, or bring the missing one there (write the cart's
number into the order, the order's number onto the page) and correct its `legs`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import mapped, parts
from govern.signals.signal import LEGS

THERE = {"browser": "in the browser", "server": "on the server"}


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true, legs: [browser, server]}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true, legs: [server]}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for signal in mapped(project):
        is_everywhere = not any(one.legs for one in project.parameters_of(signal.event).values())
        for part in () if is_everywhere else parts(project, signal):
            for leg in LEGS:
                if leg == "browser" and part.name in signal.event.when_ready:
                    continue  # that the event never comes is worse: events/guard-never-ready
                if part.legs and leg in signal.mapping.via and leg not in part.legs:
                    message = f'event ID "{signal.event_id.written}" of "{signal.event.name}" is made of "{part.name}", which is not known {THERE[leg]}'
                    help = "make it of a parameter that every leg has"
                    yield Problem(
                        signal.event_id.place, message, help=help, cause=f"{signal.event.name}\n{part.name}\n{leg}"
                    )
