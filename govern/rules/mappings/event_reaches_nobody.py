"""An active event is sent somewhere.

An event without a mapping happens, and no platform hears of it. The plan calls it tracked; the report that somebody
opens a quarter later has nothing to show, and the past cannot be measured again.

Remedy: map the event, or give it `status: draft` until somebody needs it. Nothing is said while a project has no mapping
at all, or holds a container whose tags may send it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import says_all


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: purchase}, {name: refund, status: draft}]
mappings: [{event: purchase, destination: ga4, as: purchase}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: purchase}, {name: refund}]
mappings: [{event: purchase, destination: ga4, as: purchase}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.mappings or project.container_entries or not says_all(project):
        return
    mapped = project.mappings_of_event
    for event in project.event_by_name.values():
        if event.status == "active" and event.name not in mapped:
            message = f'event "{event.name}" is active and reaches no destination'
            yield Problem(event.place("name"), message, help='map it, or give it "status: draft"')
