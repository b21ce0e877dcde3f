"""An event goes by the platform's own name for it, where there is one.

Platforms optimise for their standard events, and take a name of one's own for something that they know nothing about: no
campaign can bid on it before a custom conversion is set up, and no report puts it beside the others.

Remedy: take the platform's name that the message suggests; ignore this line with the reason where a name of one's own
is meant, such as for a second kind of purchase.

Source: the lists of events in `govern/platforms`, with an address and the day for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform
from govern.signals.platform_events import called_here, meant_by, standard_for


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}, {name: quiz_done}]
mappings:
  - {event: purchase, destination: meta, as: Purchase}
  - {event: quiz_done, destination: meta, as: QuizDone}
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: purchase}]
mappings: [{event: purchase, destination: meta, as: OrderPlaced}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        if not platform.takes_custom_events or platform.purpose != "advertising":
            continue
        if mapping.label is not None or mapping.as_ in {*platform.events, *platform.other_event_names}:
            continue  # what has a number of its own there is known by it
        if called_here(project, mapping, platform)[0] or meant_by(platform, mapping.as_):
            continue  # other rules say so
        if (own := standard_for(project, mapping, platform)) is not None:
            message = f'event "{mapping.event}" maps to {platform.name} "{mapping.as_}", a name of your own for "{own}"'
            yield Problem(mapping.place("as"), message, help=f'write "{own}", or say why not')
