"""An event ID is made of parameters that are always there.

When a part is missing there is no event ID, and without one the platform counts the browser's and the server's event.
It happens for some orders only, so the dashboard runs ahead of the till by a few percent and every test looks right.

Remedy: make the parameter `required: true`, or name it in `when_ready`, so that the event waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.event_id import is_made_now, on_both, parts
from govern.signals.signal import LEGS


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for signal in on_both(project):
        for part in parts(project, signal):
            about = project.parameters_of(signal.event).get(part.name)
            is_personal = about is not None and about.pii is not None
            is_wanted_out = (
                is_personal
                or part.volatile
                or is_made_now(part.name)
                or not set(signal.mapping.via) <= set(part.legs or LEGS)
            )
            if not part.certain and not is_wanted_out:  # other rules want these out of the ID
                message = f'event ID "{signal.event_id.written}" of "{signal.event.name}" is made of "{part.name}", which may be missing'
                help = 'give the parameter "required: true", or name it in "when_ready"'
                yield Problem(signal.event_id.place, message, help=help, cause=f"{signal.event.name}\n{part.name}")
