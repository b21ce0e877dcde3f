"""An event in the browser waits only for what the browser gets to know.

`when_ready` on a parameter that only the server has is a door that never opens: the tag is published, the preview shows
no error, and the event does not come.

Remedy: take the parameter out of `when_ready`, bring it onto the page, or send the event by server alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.events import Event


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
            known = project.parameters_of(event).get(name)
            legs = known.legs if known is not None else ()
            if legs and "browser" not in legs and goes_by_browser(project, event):
                message = f'event "{event.name}" waits in the browser for "{name}", which only the server knows'
                help = f'take "{name}" out of "when_ready", or send the event by server alone'
                yield Problem(event.place("fires", "when_ready", position), message, help=help)


def goes_by_browser(project: Project, event: Event) -> bool:
    """Whether a mapping sends an event from the page."""
    return any("browser" in mapping.via for mapping in project.mappings_of_event.get(event.name, ()))
