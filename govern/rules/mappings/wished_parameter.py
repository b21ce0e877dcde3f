"""A standard event is sent with the parameters that make it useful, even where the platform does not insist.

TikTok takes a Purchase without a value, but cannot bid for value; Google Analytics takes a lead without one and shows
leads that are worth nothing. Some requirements here are ours, some are said to be the platform's and were not verified.

Remedy: add the parameter to the mapping if there is such a thing; otherwise ignore the line with the reason.

Source: https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-23; for other
platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms.facts import Field
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.money import is_alone
from govern.signals.required_parameters import by_mapping, lacking, next_step, place_of
from govern.spec.sections.mappings import Mapping
from govern.spec.spelling import listed

WISHED = "which it can do without but reports cannot"
UNVERIFIED = "which it is said to require (not verified)"


@rule(
    good="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: purchase, parameters: [{name: total, type: money}, {name: currency, type: currency}]}]
mappings: [{event: purchase, destination: tiktok, as: Purchase, parameters: {value: total, currency: currency}}]
""",
    bad="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: purchase, parameters: [{name: total, type: money}, {name: currency, type: currency}]}]
mappings: [{event: purchase, destination: tiktok, as: Purchase, parameters: {currency: currency}}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    wished = (
        lack
        for lack in lacking(project)
        if (lack[2].wish or not lack[2].verified) and not is_told(project, lack[0], lack[2])
    )
    for mapping, platform, fields in by_mapping(wished):
        why = WISHED if fields[0].wish else UNVERIFIED
        missing = listed(field.name for field in fields)
        message = f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}" without {missing}, {why}'
        yield Problem(place_of(mapping, fields), message, help=next_step(project, mapping, fields))


def is_told(project: Project, mapping: Mapping, field: Field) -> bool:
    """Whether the event is told that its amounts have no currency, which is the one that is missing here."""
    event = project.event_by_name.get(mapping.event)
    return field.format.startswith("ISO 4217") and event is not None and is_alone(project, event)
