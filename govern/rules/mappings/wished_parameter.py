"""A standard event is sent with the parameters that make it useful, even where the platform does not insist.

TikTok takes a Purchase without a value, but cannot bid for value; Google Analytics takes a lead without one and shows
leads that are worth nothing. Some requirements here are ours, some are said to be the platform's and were not verified.

Remedy: add the parameter to the mapping if there is such a thing; otherwise ignore the line with the reason.

Source: https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-23; for other
platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.mappings import Mapping
from govern.platforms import Field
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events.money_without_currency import is_alone
from govern.rules.mappings._lacks import lacking
from govern.rules.mappings.required_parameter import next_step


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
    for mapping, platform, field in lacking(project):
        if (field.wish or not field.verified) and not is_told(project, mapping, field):
            why = (
                "which it can do without but reports cannot"
                if field.wish
                else "which it is said to require (not verified)"
            )
            message = f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}" without "{field.name}", {why}'
            yield Problem(
                mapping.place("parameters", field.name), message, help=next_step(project, mapping, field.name)
            )


def is_told(project: Project, mapping: Mapping, field: Field) -> bool:
    """Whether the event is told that its amounts have no currency, which is the one that is missing here."""
    event = project.event_by_name.get(mapping.event)
    return field.format.startswith("ISO 4217") and event is not None and is_alone(project, event)
