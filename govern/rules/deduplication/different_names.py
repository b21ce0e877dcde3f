"""Browser and server tell the platform one event under one name.

Where the platform looks at the event's name besides its ID, `Purchase` from the page and `CompletedOrder` from the server
are two events however equal their IDs are. Each is counted, and a campaign that optimises for one learns from half.

Remedy: give both mappings the same `as`, or make them one with `via: [browser, server]`.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/deduplicate-pixel-and-server-events,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.deduplication import told_by
from govern.signals.event_id import going, groups, plain_name
from govern.signals.platform_events import meant_by

NAMES = frozenset({"event_name", "event", "eventName", "tracking_type"})
"""What platforms call the name of an event."""


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: 'lead_{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: 'lead_{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings:
  - {event: lead, destination: meta, as: Lead, via: [browser]}
  - {event: lead, destination: meta, as: NewLead, via: [server]}
""",
)
def check(project: Project) -> Iterator[Problem]:
    for group in groups(project):
        browser, server, platform = going(group, "browser"), going(group, "server"), group[0].facts
        names = {plain_name(signal) for signal in (*browser, *server)}
        is_split = len(browser) == 1 and len(server) == 1 and len(names) == 2
        if is_split and looks_at_names(platform) and not has_misprint(platform, names):
            here, there = server[0].mapping, browser[0].mapping
            message = (
                f'event "{here.event}" goes to {platform.name} as "{here.as_}" by server and as "{there.as_}" by '
                "browser, which are counted as two"
            )
            related = (Related("the browser's name is here", there.place("as")),)
            yield Problem(here.place("as"), message, related, "give both the same name")


def has_misprint(platform: Platform, names: set[str]) -> bool:
    """Whether one of the names is the other, misspelt: mappings/misspelt-platform-event says so."""
    return any(meant_by(platform, name) in names - {name} for name in names)


def looks_at_names(platform: Platform) -> bool:
    """Whether it is known that events are one only if their names are."""
    return any(method.plus_match_verified and not NAMES.isdisjoint(method.plus_match) for method in told_by(platform))
