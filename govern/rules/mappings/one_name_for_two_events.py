"""Two events do not reach a destination as one.

The platform counts what comes under one name together. When a quote request and a newsletter sign-up are both `Lead`,
the dashboard shows one number that is neither, and bidding pays for the cheaper of the two.

Remedy: give one of them another name in its mapping's `as`, or say with a `reason` in one of the mappings that they are
meant to be counted together. An event and the one that replaces it, and events of two sites, are not mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import platform_at
from govern.signals.mappings import COUNTED_BY, routed
from govern.signals.names import twins
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping

OWN_NAME = "custom_event_name"
"""The field by which Reddit tells its `Custom` events apart."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: quote}, {name: newsletter}]
mappings:
  - {event: quote, destination: meta, as: Lead}
  - {event: newsletter, destination: meta, as: Subscribe}
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: quote}, {name: newsletter}]
mappings:
  - {event: quote, destination: meta, as: Lead}
  - {event: newsletter, destination: meta, as: Lead}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str, str | None, object], tuple[Mapping, Event]] = {}
    alike = twins(project)
    for mapping, event, destination in routed(project):
        known = platform_at(project)[destination.name]
        if known is not None and known.key in COUNTED_BY and not mapping.conversion_action:
            continue  # it is counted by a name that is missing, or by a field
        own = mapping.parameters.get(OWN_NAME)
        if isinstance(own, str):
            continue  # the page says the name
        name = (mapping.destination, mapping.as_, mapping.conversion_action, own.value if own is not None else None)
        other, before = first.setdefault(name, (mapping, event))
        if {event.name, before.name} <= alike:
            continue  # of two that differ in spelling only, one has to go
        if other.event != mapping.event and not (other.reason or mapping.reason) and not apart(before, event):
            message = f'event "{mapping.event}" reaches "{mapping.destination}" as "{mapping.as_}", as event "{other.event}" does'
            related = (Related("the other one is here", other.place("as")),)
            yield Problem(
                mapping.place("as"), message, related, 'they are counted together; if that is meant, give a "reason"'
            )


def apart(one: Event, other: Event) -> bool:
    """Whether two events never happen side by side: one follows the other, or they are on different sites."""
    follows = one.replaced_by == other.name or other.replaced_by == one.name
    return follows or (one.site is not None and other.site is not None and one.site != other.site)
