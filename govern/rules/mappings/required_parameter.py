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
from difflib import get_close_matches

from govern.model.mappings import Mapping
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._names import parameter_names
from govern.rules.mappings._lacks import lacking


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
    for mapping, platform, field in lacking(project):
        if field.verified and not field.wish:
            why = f" once it is sent {field.needed_with}" if field.needed_with else ""
            message = (
                f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}" without "{field.name}", '
                f"which {platform.name} requires{why}"
            )
            yield Problem(
                mapping.place("parameters", field.name), message, help=next_step(project, mapping, field.name)
            )


def next_step(project: Project, mapping: Mapping, field: str) -> str:
    """A field that may be a misprint of this one, the event's parameter of that name, or a fixed value."""
    near = get_close_matches(field, mapping.parameters, 1, 0.75)
    if near:
        return f'is "{near[0]}" meant to be "{field}"?'
    event = project.event_by_name.get(mapping.event)
    if event is not None and field in parameter_names(event):
        return f'add "{field}: {field}" to its parameters'
    return f'add "{field}" to its parameters'
