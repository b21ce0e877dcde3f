"""A mapping goes by ways that its destination has.

A destination without `server` has nobody who sends for it, and one with `browser: false` has no tag. The plan says that
the event arrives by both ways; at the dashboard only one way, or none, ever shows up, and the match quality that the
second way was planned for never comes.

Remedy: add `server` to the destination (`server: {token: NAME}`), or take the way out of the mapping's `via`; a mapping
that says nothing goes by browser.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
destinations: [{name: ga4, platform: ga4, server: {}}]
events: [{name: quiz, event_id: 'quiz_{number}', parameters: [{name: number, type: string}]}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, via: [browser, server]}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: quiz, event_id: 'quiz_{number}', parameters: [{name: number, type: string}]}]
mappings: [{event: quiz, destination: ga4, as: quiz_done, via: [browser, server]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping in project.mappings:
        destination = project.destination_by_name.get(mapping.destination)
        if destination is None:
            continue
        for way, offered in (("browser", destination.browser), ("server", destination.server is not None)):
            if way in mapping.via and not offered:
                has = '"browser: false"' if way == "browser" else 'no "server"'
                message = (
                    f'event "{mapping.event}" goes to "{destination.name}" by {way}, but the destination has {has}'
                )
                related = (Related("the destination is here", destination.place("name")),)
                help = f'take {way} out of "via", or let the destination have it'
                cause = f"{destination.name}\n{way}"
                yield Problem(mapping.place("via"), message, related, help, cause=cause)
