"""The platform's field for the event ID is filled by `event_id` or by `parameters`, not by both.

A mapping that fills `event_id` among its parameters sends something else than what the event calls its ID. Whoever
looks for the reason of doubled conversions reads the event, finds a sound ID there, and looks elsewhere.

Remedy: take the field out of the mapping's `parameters`; what the ID is made of belongs in `event_id`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.deduplication import template_of
from govern.signals.event_id import differing, mapped
from govern.spec.sections.mappings import Constant


@rule(
    good="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: sign_up, event_id: 'u_{account_no}', parameters: [{name: account_no, type: string}]}]
mappings: [{event: sign_up, destination: tiktok, as: CompleteRegistration}]
""",
    bad="""
destinations: [{name: tiktok, platform: tiktok}]
events: [{name: sign_up, event_id: 'u_{account_no}', parameters: [{name: account_no, type: string}]}]
mappings: [{event: sign_up, destination: tiktok, as: CompleteRegistration, parameters: {event_id: account_no}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    told = {
        id(signal.mapping) for pair in differing(project) for signal in pair
    }  # deduplication/different-expressions says so
    for signal in mapped(project):
        written = template_of(signal.mapping, signal.event) if id(signal.mapping) not in told else None
        for field in signal.facts.event_id_fields if written else ():
            value = signal.mapping.parameters.get(field)
            if written is None or value is None or isinstance(value, Constant) or f"{{{value}}}" == written.text:
                continue
            message = (
                f'event "{signal.event.name}" fills "{field}" with "{value}", and its event ID is "{written.text}"'
            )
            related = (Related("the event ID is here", written.place),)
            yield Problem(signal.mapping.place("parameters", field), message, related, "take one of them away")
