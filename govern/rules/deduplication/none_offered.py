"""An event goes by browser and by server only where the platform can tell that the two are one.

Google Analytics has no event ID. It takes two purchases with one transaction ID for one, and counts every other event as
often as it comes: leads and sign-ups that both sides send are doubled, and so is every rate they are part of.

Remedy: choose one way (`via: [browser]`); a server adds what the browser does not see as an event of its own.

Source: https://support.google.com/analytics/answer/12313109, checked 2026-11-26. That it holds for all other events is
what others report; Google does not say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.deduplication import told_by
from govern.signals.event_id import both, going


@rule(
    good="""
destinations: [{name: ga4, platform: ga4, server: {}}]
events: [{name: sign_up}]
mappings: [{event: sign_up, destination: ga4, as: sign_up}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4, server: {}}]
events: [{name: sign_up}]
mappings: [{event: sign_up, destination: ga4, as: sign_up, via: [browser, server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for group in both(project):
        signal = going(group, "server")[0]
        name = signal.mapping.as_
        if any(told_by(signal.facts)) and not any(told_by(signal.facts, name)):
            message = (
                f'event "{signal.event.name}" goes to "{signal.destination.name}" by browser and server, and '
                f'{signal.facts.name} has no ID to tell that two "{name}" are one'
            )
            yield Problem(signal.mapping.place("via"), message, help="choose one of the two ways")
