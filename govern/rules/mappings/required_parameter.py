"""A standard event is sent with the parameters that the platform requires for it.

Meta refuses a Purchase without a currency; Google Analytics takes one without a transaction ID and then counts the same
order as often as the page is reloaded. Neither tells the person who looks at the revenue.

Remedy: add the parameter to the mapping (`parameters: {currency: currency}`), or a fixed value (`currency: {value: EUR}`).

Source: https://developers.facebook.com/docs/meta-pixel/reference, checked 2026-11-22, and
https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-23; for other
platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.required_parameters import by_mapping, lacking, next_step, place_of
from govern.spec.spelling import listed


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase, parameters: [{name: total, type: money}]}]
mappings: [{event: purchase, destination: meta, as: Purchase, parameters: {value: total, currency: {value: EUR}}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase, parameters: [{name: total, type: money}]}]
mappings: [{event: purchase, destination: meta, as: Purchase, parameters: {value: total}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    required = (lack for lack in lacking(project) if lack[2].verified and not lack[2].wish)
    for mapping, platform, fields in by_mapping(required):
        why = f" once it is sent {fields[0].required_if}" if fields[0].required_if else ""
        message = (
            f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}" without '
            f"{listed(field.name for field in fields)}, which {platform.name} requires{why}"
        )
        yield Problem(place_of(mapping, fields), message, help=next_step(project, mapping, fields))
