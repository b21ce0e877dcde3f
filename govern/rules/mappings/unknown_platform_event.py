"""A platform that takes only its own events is sent one of them.

LinkedIn and Snapchat have closed lists, and so has Pinterest for what servers send. An event under another name is answered with an error that nobody reads, or
taken and never shown; the campaign that optimises for it gets no data.

Remedy: take one of the platform's names, for instance the one that the message suggests.

Source: https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema, checked
2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.mappings import by_platform
from govern.signals.platform_events import called_here
from govern.spec.spelling import did_you_mean, same_letters, suggest


@rule(
    good="""
destinations: [{name: snap, platform: snapchat}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: snap, as: PURCHASE}]
""",
    bad="""
destinations: [{name: snap, platform: snapchat}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: snap, as: Purchase}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        from_server = "server" in mapping.via
        takes_any = platform.takes_custom_from_servers if from_server else platform.takes_custom_events
        if takes_any or not (platform.has_verified_events or platform.takes_custom_events):
            continue
        if mapping.as_ not in platform.events and mapping.as_ not in platform.other_event_names:
            message = (
                f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}", which {platform.name} does not know'
            )
            place, fix = mapping.place("as"), same_letters(mapping.as_, platform.events)
            help = did_you_mean(called_here(project, mapping, platform)[0]) or suggest(mapping.as_, platform.events)
            yield Problem(place, message, help=help, fix=put(place, fix))
