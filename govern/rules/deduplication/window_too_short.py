"""The server's event comes while the platform still remembers the browser's.

A platform compares event IDs for some hours only. Orders that are sent by server after a fraud check or with last week's
batch find nothing to be compared with: they are counted a second time, days after the first.

Remedy: send earlier, or send such events by server alone (`via: [server]`).

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events and
https://ads.tiktok.com/help/article/event-deduplication, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import late


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {delay: 24h}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {delay: 3d}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for signal, delay, place, hours, verified in late(project):
        if verified:
            message = (
                f'destination "{signal.destination.name}" gets events by server up to {delay} after the browser\'s, and '
                f"{signal.facts.name} compares event IDs for {hours}h"
            )
            help = "send earlier, or by server alone"
            related = (Related("the mapping is here", signal.mapping.place("via")),)
            yield Problem(place, message, related, help, cause=f"{place.file}\n{place.route}")
