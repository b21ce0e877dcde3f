"""An event ID is not made of a time or a random number.

The browser's clock and the server's never agree to the millisecond, and two random numbers are two. The events arrive
with IDs, the platform's diagnostics are green, and every purchase is counted twice.

Remedy: make the ID of what identifies the thing, such as `order_{order_id}`. Where the number is made once and both legs
read it, give the parameter a name that says so, such as `event_uuid`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govern.model.words import letters
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.deduplication._ways import Id, Way, both, parts

MADE_NOW = """
    cache_buster cachebuster current_time current_timestamp epoch event_time event_timestamp millis milliseconds nonce
    now rand random random_id random_number random_string time time_ms timestamp timestamp_ms unix_time
"""
EACH_TIME = frozenset(word.replace("_", "") for word in MADE_NOW.split())
"""Names of what is made at the moment it is asked for, without capitals and what joins their words."""


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{lead_id}', parameters: [{name: lead_id, type: string, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead, event_id: '{timestamp}', parameters: [{name: timestamp, type: integer, required: true}]}]
mappings: [{event: lead, destination: meta, as: Lead, via: [browser, server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for way, id, name in random_looking(project):
        message = f'event ID "{id.text}" of "{way.event.name}" is made of "{name}", by its name another one on each leg'
        help = "make it of what identifies the thing, such as the order's number"
        yield Problem(id.place, message, help=help, cause=f"{way.event.name}\n{name}")


def random_looking(project: Project) -> Iterator[tuple[Way, Id, str]]:
    """The parameters of event IDs that are made anew on each leg, by their names."""
    for way in chain.from_iterable(both(project)):
        for id, name, part in parts(project, way):
            if not part.volatile and is_made_now(name):
                yield way, id, name


def is_made_now(name: str) -> bool:
    """Whether a name is that of a time or a random number: `event_time`, `eventTime` and `Event-Time` alike."""
    return letters(name) in EACH_TIME
