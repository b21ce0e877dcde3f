"""An event ID is made of parameters that are always there.

When a part is missing there is no event ID, and without one the platform counts the browser's and the server's event.
It happens for some orders only, so the dashboard runs ahead of the till by a few percent and every test looks right.

Remedy: make the parameter `required: true`, or name it in `when_ready`, so that the event waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.deduplication._ways import both, parts


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase, event_id: '{order_id}', parameters: [{name: order_id, type: string, required: true}]}]
mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase, event_id: '{order_id}', parameters: [{name: order_id, type: string}]}]
mappings: [{event: purchase, destination: meta, as: Purchase, via: [browser, server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for way in chain.from_iterable(both(project)):
        for id, name, part in parts(project, way):
            if not part.certain:
                message = f'event ID "{id.text}" of "{way.event.name}" is made of "{name}", which may be missing'
                help = 'give the parameter "required: true", or name it in "when_ready"'
                yield Problem(id.place, message, help=help, cause=f"{way.event.name}\n{name}")
