"""What a server sends to a platform with a closed list of fields is on that list.

Pinterest refuses a whole request for one unknown name in `custom_data`. Payloads, senders and server tags therefore leave such
a parameter out, so that the event arrives without it, while the browser's event has it: reports that are built on it lack
what the server sent.

Remedy: take a field that the platform has, or tell it by the browser alone.

Source: the closed lists in the block `parameters` of each platform in `govern/platforms`, with their addresses; only what is
verified there is used.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.payloads.sent import sent_by_servers
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import meant


@rule(
    level="warning",
    good="""
destinations: [{name: pins, platform: pinterest}]
events: [{name: order}]
mappings: [{event: order, destination: pins, as: checkout, via: [server], parameters: {num_items: {value: 1}}}]
""",
    bad="""
destinations: [{name: pins, platform: pinterest}]
events: [{name: order}]
mappings: [{event: order, destination: pins, as: checkout, via: [server], parameters: {coupon: {value: SPRING}}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for sent in sent_by_servers(project):
        if not sent.platform.facts.parameters.closed_verified:
            continue
        taken = [name for name in sent.platform.parameters if sent.platform.is_taken(name)]
        for field in sent.not_taken():
            if meant(field, taken):
                continue  # a misprint is another rule's
            message = (
                f'mapping of "{sent.event.name}" to "{sent.destination.name}" sends "{field}", which the server API of '
                f"{sent.platform.name} does not take"
            )
            yield Problem(sent.mapping.place("parameters", field), message, help=f"it takes {', '.join(sorted(taken))}")
