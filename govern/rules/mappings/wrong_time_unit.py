"""The time of an event is in the unit that the platform counts in.

Milliseconds where seconds are expected is a date in the year 58000; seconds where milliseconds are expected is January
1970. Either is outside what the platform accepts. Meta refuses the whole request, with every other event in it.

Remedy: map a parameter in the platform's unit, or correct the `unit` that the parameter declares.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/server-event, checked
2026-11-22; for other platforms the block `event_envelope` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.platform_fields import Filled, parameters

UNITS = {
    "s": "s", "sec": "s", "second": "s", "seconds": "s",
    "ms": "ms", "millisecond": "ms", "milliseconds": "ms",
    "us": "us", "µs": "us", "microsecond": "us", "microseconds": "us",
}  # fmt: skip
"""The spellings of units."""

BOUNDS = ((1e11, "s"), (1e14, "ms"), (1e17, "us"))
"""Below which number a time of our days is in a unit: 1e11 seconds is the year 5138, 1e11 milliseconds was in 1973."""

SAID = {"s": "seconds", "ms": "milliseconds", "us": "microseconds"}


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: sent_at, type: timestamp, unit: s}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {event_time: sent_at}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: sent_at, type: timestamp, unit: ms}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {event_time: sent_at}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one in parameters(project):
        known = one.platform.envelope.get(one.field)
        if known is None or not known.verified or known.unit not in SAID:
            continue
        unit = unit_of(one)
        if unit is not None and unit != known.unit:
            message = (
                f'{one.said} fills "{one.field}", which is in {SAID[known.unit]}, from "{one.name}" in {SAID[unit]}'
            )
            related = (Related("the parameter is here", one.at_parameter("name")),)
            yield Problem(one.place, message, related, f"map a time in {SAID[known.unit]}")


def unit_of(one: Filled) -> str | None:
    """The unit of a time: as its parameter declares it, otherwise as the size of an example tells."""
    declared = UNITS.get(((one.parameter.unit if one.parameter is not None else None) or "").casefold())
    if declared is not None:
        return declared
    for _, value in one.samples():
        if type(value) in (int, float) and value >= 1e8:
            return next((unit for bound, unit in BOUNDS if value < bound), None)
    return None
