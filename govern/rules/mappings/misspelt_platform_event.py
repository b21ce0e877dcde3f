"""A platform's own event is spelt as the platform spells it.

Platforms compare event names letter by letter. `purchase` at Meta is a custom event beside the standard `Purchase`, and
`Purchase` at GA4 is not an e-commerce event: both are counted, and neither reaches the reports and the bidding that people
look at. The same becomes of a name that was copied with the mapping to another platform: Meta's `Purchase` is `checkout` at
Pinterest.

Remedy: take the platform's spelling. A custom event that is meant deserves a name that nobody takes for a misprint.

Source: the lists in `govern/platforms`, each with its address and day; this rule also uses lists that are not verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.mappings import COUNTED_BY, by_platform
from govern.signals.platform_events import called_here, meant_by
from govern.spec.spelling import did_you_mean, letters

FREE = (*COUNTED_BY, "microsoft_ads")
"""Platforms that know a conversion by something else than the name of the event."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: lead}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        name = mapping.as_
        if name in platform.events or name in platform.other_event_names:
            continue
        if not platform.takes_custom_events and platform.has_verified_events:
            continue  # an error of mappings/unknown-platform-event
        meant = meant_by(platform, name)
        if meant is not None:
            message = f'event "{mapping.event}" maps to {platform.name} "{name}", a name beside its own "{meant}"'
            place = mapping.place("as")
            fix = put(place, meant if is_only(platform, letters(name), meant) else "")
            yield Problem(place, message, help=did_you_mean(meant), fix=fix)
            continue
        called, elsewhere = called_here(project, mapping, platform) if platform.key not in FREE else ("", "")
        if called:
            message = f'event "{mapping.event}" maps to {platform.name} "{name}", the name that {elsewhere} has for "{called}"'
            yield Problem(mapping.place("as"), message, help=did_you_mean(called))


def is_only(platform: Platform, key: str, meant: str) -> bool:
    """Whether the letters are those of one event alone; a misprint might be a name that somebody chose."""
    return [name for name in platform.events if letters(name) == key] == [meant]
