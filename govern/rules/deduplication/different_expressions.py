"""Browser and server make the event ID in the same way.

The platform compares the two texts letter by letter. `order_1001` from the page and `1001` from the server are two
purchases to it: the dashboard shows close to twice the revenue, while each half looks right when it is tested alone.

Remedy: write the expression once, at the event (`event_id: 'order_{order_id}'`), and take it out of the mappings.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import differing, has_id, said
from govern.signals.specs import Declared


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
            f'event "{server.event.name}" goes to {server.facts.name} "{server.mapping.as_}" by server '
            f"{said(server)} and by browser {said(browser)}"
        )
        related = (Related("the browser's is here", browser.event_id.place),)
        yield Problem(server.event_id.place, message, related, help_for(server, browser))


def help_for(server: Declared, browser: Declared) -> str:
    """The next step: the one that is written, where only one is."""
    written = [signal.event_id.written for signal in (server, browser) if has_id(signal)]
    return f'write "{written[0]}" as the event_id of the event' if len(written) == 1 else "use one expression for both"
