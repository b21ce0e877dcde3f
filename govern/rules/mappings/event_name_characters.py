"""An event's name has only the characters that the platform takes.

GA4 takes letters of any language, digits and underscores, and a letter first. `quiz-done` and `kauf abgeschlossen` are
thrown away: the tag has fired, and no report has the event.

Remedy: take another name in the mapping's `as`.

Source: https://support.google.com/analytics/answer/13316687, checked 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform
from govern.signals.platform_events import spellings
from govern.spec.spelling import letters


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: quiz_done}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz}]
mappings: [{event: quiz, destination: ga4, as: quiz-done}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        if not takes(platform, mapping.as_) and letters(mapping.as_) not in spellings(platform):
            message = (
                f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}", a name with signs it does not take'
            )
            fixed = re.sub(r"[\W_]+", "_", mapping.as_).strip("_")
            yield Problem(mapping.place("as"), message, help=f'take "{fixed}"' if takes(platform, fixed) else "")


def takes(platform: Platform, name: str) -> bool:
    """Whether a name has the platform's form. Its length and what it keeps for itself are the matter of other rules."""
    block = platform.facts.events
    pattern, limit = block.name_pattern, platform.limits.get("event_name_length")
    if not pattern or not block.verified or name in platform.events:
        return True
    kept = name.startswith(platform.reserved_names.event_prefixes)
    too_long = limit is not None and len(name) > limit.value
    return kept or too_long or re.search(pattern, name) is not None
