"""The event name of a GA4 tag is one that Google Analytics records.

A name that starts with a digit, holds a space or a hyphen, has more than 40 characters, or is one that Analytics
reserves for itself is not recorded as that event. The tag fires, the debugger shows it, the reports do not.

Remedy: letters, digits and underscores, a letter first, such as `sign_up`.

Source: https://support.google.com/analytics/answer/13316687, checked 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import constant, firing, problem, text_of
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Sign-up, type: gaawe, parameter: {eventName: %s}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "sign_up",
    bad=CONTAINER % "sign-up",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    analytics = project.platform("ga4")
    assert analytics is not None
    for container in project.live.containers:
        for name, tag in firing(container).items():
            event = constant(container, text_of(tag, "eventName")) if tag.get("type") == "gaawe" else ""
            why = refusal(analytics, event) if event else ""
            if why:
                message = f'{label("tag", name)} sends the event "{event}", {why}'
                yield problem(container, "tag", name, message, "parameter", help=next_step(analytics, event))


def next_step(analytics: Platform, event: str) -> str:
    """How to call the event instead, where that is only a matter of spelling."""
    spelt = re.sub(r"[^a-z0-9]+", "_", event.casefold()).strip("_")
    if len(event) > 40:
        return "shorten the name"
    return "give it a name of its own" if refusal(analytics, spelt) else f"call it {spelt}"


def refusal(analytics: Platform, event: str) -> str:
    """Why Analytics does not record an event of this name; empty if it does."""
    reserved = analytics.reserved_names
    if event in reserved.event_names_web or event.startswith(reserved.event_prefixes):
        return "a name that Google Analytics reserves for itself"
    if not re.fullmatch(analytics.facts.events.name_pattern, event):
        return (
            "which has more than 40 characters"
            if len(event) > 40
            else "expected letters, digits and underscores, a letter first"
        )
    return ""
