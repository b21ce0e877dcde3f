"""Browser and server make the event ID in the same way.

The platform compares the two texts letter by letter. `order_1001` from the page and `1001` from the server are two
purchases to it: the dashboard shows close to twice the revenue, while each half looks right when it is tested alone.

Remedy: write the expression once, at the event (`event_id: 'order_{order_id}'`), and take it out of the mappings.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.id_faults import differing, said
from govern.signals.ways import Way


@rule(
    good="""
destinations: [{name: pixel, platform: meta, id: '1234567890123456'}, {name: capi, platform: meta, id: '1234567890123456', server: {}}]
events: [{name: lead, event_id: 'lead_{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings:
  - {event: lead, destination: pixel, as: Lead}
  - {event: lead, destination: capi, as: Lead, via: [server]}
""",
    bad="""
destinations: [{name: pixel, platform: meta, id: '1234567890123456'}, {name: capi, platform: meta, id: '1234567890123456', server: {}}]
events: [{name: lead, event_id: 'lead_{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings:
  - {event: lead, destination: pixel, as: Lead}
  - {event: lead, destination: capi, as: Lead, via: [server], event_id: '{lead_id}'}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for server, browser in differing(project):
        message = (
            f'event "{server.event.name}" goes to {server.platform.name} "{server.mapping.as_}" by server '
            f"{said(server)} and by browser {said(browser)}"
        )
        related = (Related("the browser's is here", place_of(browser)),)
        yield Problem(place_of(server), message, related, help_for(server, browser))


def place_of(way: Way) -> Place:
    """Where the ID is written, or should be."""
    return way.id.place if way.id else way.mapping.place("event_id")


def help_for(server: Way, browser: Way) -> str:
    """The next step: the one that is written, where only one is."""
    found = server.id or browser.id
    lacking = server.id is None or browser.id is None
    return f'write "{found.text}" as the event_id of the event' if lacking and found else "use one expression for both"
