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
from govern.signals.ways import LEGS, parts, ways

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
    for way in ways(project):
        for id, name, part in parts(project, way):
            for leg in LEGS:
                if leg == "browser" and name in way.event.when_ready:
                    continue  # that the event never comes is worse: events/guard-never-ready
                if part.legs and leg in way.mapping.via and leg not in part.legs:
                    message = f'event ID "{id.text}" of "{way.event.name}" is made of "{name}", which is not known {THERE[leg]}'
                    help = "make it of a parameter that every leg has"
                    yield Problem(id.place, message, help=help, cause=f"{way.event.name}\n{name}\n{leg}")
