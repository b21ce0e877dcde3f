"""An event that is sent by browser and server has an event ID.

The platform tells by the ID that two messages are about one purchase. Without it both are counted: the dashboard shows
up to twice the conversions, and the cost of each looks half as high.

Remedy: give the event an ID that browser and server can both make (`event_id: 'order_{order_id}'`).

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import both, going, has_id


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: 'lead_{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for group in both(project):
        found = group[0].facts
        if not found.event_id_fields or any(map(has_id, group)):
            continue
        signal, event = going(group, "server")[0], group[0].event
        message = f'event "{event.name}" goes to "{signal.destination.name}" by browser and server without an event ID'
        related = (Related("the event is here", event.place("name")),)
        help = f"{found.name} counts it twice; give the event an event_id"
        yield Problem(signal.mapping.place("via"), message, related, help, cause=event.name)
