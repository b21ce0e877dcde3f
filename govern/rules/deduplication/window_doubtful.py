"""The server's event comes while the platform is said to remember the browser's.

Some platforms do not publish for how long they compare event IDs, or we have not seen it in their own words. Later than
what others have observed, an event is probably counted a second time.

Remedy: send earlier, send such events by server alone (`via: [server]`), or test with one order and silence this note.

Source: the windows in `govern/platforms` that are not verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import late


@rule(
    good="""
destinations: [{name: snap, platform: snapchat, server: {delay: 24h}}]
events: [{name: sign_up, event_id: '{account_no}', parameters: [{name: account_no, type: string, required: true}]}]
mappings: [{event: sign_up, destination: snap, as: SIGN_UP, via: [browser, server]}]
""",
    bad="""
destinations: [{name: snap, platform: snapchat, server: {delay: 3d}}]
events: [{name: sign_up, event_id: '{account_no}', parameters: [{name: account_no, type: string, required: true}]}]
mappings: [{event: sign_up, destination: snap, as: SIGN_UP, via: [browser, server]}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for signal, delay, place, hours, verified in late(project):
        if not verified:
            message = (
                f'destination "{signal.destination.name}" gets events by server up to {delay} after the browser\'s, and '
                f"{signal.facts.name} is said to compare event IDs for {hours}h (not verified)"
            )
            yield Problem(place, message, help="send earlier, or by server alone", cause=f"{place.file}\n{place.route}")
