"""An event that only a back end sends says where it happened.

Platforms ask of every server event whether it was on the website, in an app, on the phone or in a shop. Beside a
browser's tag it was the website; alone it may be a call, a shop's till or a subscription that renews itself, and told as
`website` it is matched with visitors that it has nothing to do with.

Remedy: add `action_source` to the mapping, with one of the words that the message names.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/server-event, checked
2026-11-22; for other platforms the block `event_envelope` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_backend_alone


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {sender: backend}}]
events: [{name: renewal}]
mappings: [{event: renewal, destination: meta, as: Subscribe, via: [server], action_source: system_generated}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {sender: backend}}]
events: [{name: renewal}]
mappings: [{event: renewal, destination: meta, as: Subscribe, via: [server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_backend_alone(project):
        known = platform.envelope.get("action_source")
        if known is None or not known.required or not known.verified:
            continue
        if mapping.action_source is None and "action_source" not in mapping.parameters:
            message = f'event "{mapping.event}" goes to "{mapping.destination}" by a back end alone without an "action_source"'
            yield Problem(mapping.place("via"), message, help=f"one of {', '.join(map(str, known.values))}")
