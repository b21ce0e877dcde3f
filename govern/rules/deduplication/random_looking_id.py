"""An event ID is not made of a time or a random number.

The browser's clock and the server's never agree to the millisecond, and two random numbers are two. The events arrive
with IDs, the platform's diagnostics are green, and every purchase is counted twice.

Remedy: make the ID of what identifies the thing, such as `order_{order_id}`. Where the number is made once and both legs
read it, give the parameter a name that says so, such as `event_uuid`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import random_looking


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{timestamp}', parameters: [{name: timestamp, type: integer, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for signal, part in random_looking(project):
        message = f'event ID "{signal.event_id.written}" of "{signal.event.name}" is made of "{part.name}", by its name another one on each leg'
        help = "make it of what identifies the thing, such as the order's number"
        yield Problem(signal.event_id.place, message, help=help, cause=f"{signal.event.name}\n{part.name}")
