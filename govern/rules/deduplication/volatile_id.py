"""An event ID is the same on the server and after a reload of the page.

A time or a random number is another one on each leg and at each reload. The platform sees two IDs and counts twice: the
revenue in the dashboard is close to double, although browser and server both send an event ID.

Remedy: make the ID of what identifies the thing, such as `order_{order_id}`; or make the random number once, keep it with
the order, and take `volatile` away.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import changing


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{loaded_at}', parameters: [{name: loaded_at, type: timestamp, required: true, volatile: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for signal, part in changing(project):
        message = f'event ID "{signal.event_id.written}" of "{signal.event.name}" is made of "{part.name}", which is volatile: another each time'
        help = "make it of what identifies the thing, such as the order's number"
        yield Problem(signal.event_id.place, message, help=help, cause=f"{signal.event.name}\n{part.name}")
