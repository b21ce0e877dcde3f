"""An event in the browser waits only for what the browser gets to know.

`when_ready` on a parameter that only the server has is a door that never opens: the tag is published, the preview shows
no error, and the event does not come.

Remedy: take the parameter out of `when_ready`, bring it onto the page, or send the event by server alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.base import Leg
from govern.model.events import Event
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
destinations: [{name: ga4, platform: ga4, server: {}}]
parameters: [{name: margin, type: number, legs: [server]}]
events: [{name: purchase, fires: {on: server_confirmed, when_ready: [margin]}, parameters: [{use: margin}]}]
mappings: [{event: purchase, destination: ga4, as: order_paid, via: [server]}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4, server: {}}]
parameters: [{name: margin, type: number, legs: [server]}]
events: [{name: purchase, fires: {on: server_confirmed, when_ready: [margin]}, parameters: [{use: margin}]}]
mappings: [{event: purchase, destination: ga4, as: order_paid, via: [browser]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.event_by_name.values():
        for position, name in enumerate(event.when_ready):
            legs = legs_of(project, event, name)
            if legs and "browser" not in legs and goes_by_browser(project, event):
                message = f'event "{event.name}" waits in the browser for "{name}", which only the server knows'
                help = f'take "{name}" out of "when_ready", or send the event by server alone'
                yield Problem(event.place("fires", "when_ready", position), message, help=help)


def legs_of(project: Project, event: Event, name: str) -> tuple[Leg, ...]:
    """Where a parameter of an event is known; what the event says of a shared one goes first."""
    for own in event.parameters:
        if name in (own.use, own.name):
            shared = project.parameter_by_name.get(name) if own.use is not None else None
            return own.legs or (shared.legs if shared is not None else ())
    return ()


def goes_by_browser(project: Project, event: Event) -> bool:
    """Whether a mapping sends an event from the page."""
    return any("browser" in mapping.via for mapping in project.mappings_of_event.get(event.name, ()))
