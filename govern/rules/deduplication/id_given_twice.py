"""The platform's field for the event ID is filled by the event ID, or by hand, not by both.

A mapping that fills `event_id` among its parameters sends something else than what the event calls its ID. Whoever
looks for the reason of doubled conversions reads the event, finds a sound ID there, and looks elsewhere.

Remedy: take the field out of the mapping's `parameters`; what the ID is made of belongs in `event_id`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.mappings import Constant
from govern.project import Project
from govern.report import Related
from govern.rules import Problem, rule
from govern.rules.deduplication._ways import template, ways


@rule(
    good="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: purchase, event_id: 'o_{order_id}', parameters: [{name: order_id, type: string}]}]
mappings: [{event: purchase, destination: tiktok, as: Purchase}]
""",
    bad="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: purchase, event_id: 'o_{order_id}', parameters: [{name: order_id, type: string}]}]
mappings: [{event: purchase, destination: tiktok, as: Purchase, parameters: {event_id: order_id}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for way in ways(project):
        written = template(way.mapping, way.event)
        for field in way.platform.event_id_fields if written else ():
            value = way.mapping.parameters.get(field)
            if written is None or value is None or isinstance(value, Constant) or f"{{{value}}}" == written.text:
                continue
            message = f'event "{way.event.name}" fills "{field}" with "{value}", and its event ID is "{written.text}"'
            related = (Related("the event ID is here", written.place),)
            yield Problem(way.mapping.place("parameters", field), message, related, "take one of them away")
