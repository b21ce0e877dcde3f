"""An event is sent under the name that the platform uses today.

Platforms rename events and keep the old name alive for a while. Its numbers stop growing in the reports people look at,
and one day it is not accepted any more, without notice to whoever set it up years ago.

Remedy: take the name that the message gives, and tell the people whose reports and audiences use the old one.

Source: https://ads.tiktok.com/help/article/supported-standard-events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform
from govern.platforms.facts import StandardEvent
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.mappings import by_standard_event


@rule(
    good="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: tiktok, as: Purchase}]
""",
    bad="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: tiktok, as: CompletePayment}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform, standard in by_standard_event(project):
        if standard.status == "legacy":
            message = f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}", an old name'
            help = f'its name is now "{standard.replaced_by}"' if standard.replaced_by else "it is no longer listed"
            place = mapping.place("as")
            fix = put(place, standard.replaced_by if is_sure(platform, standard) else "")
            yield Problem(place, message, help=help, fix=fix)


def is_sure(platform: Platform, old: StandardEvent) -> bool:
    """Whether the vendor says so, and the new name is one event of theirs."""
    return old.verified and old.replaced_by in platform.events
