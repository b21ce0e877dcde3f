"""What replaces an event is there to stay.

Reports are moved to the event that `replaced_by` names. If that one is deprecated itself, is a draft that nobody sends,
or leads back to the first, the people who followed the advice count something that ends, or nothing.

Remedy: name the event that is really counted now.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule

WHY = {"deprecated": "is deprecated itself", "draft": "is a draft and not sent yet"}


@rule(
    good="events: [{name: buy, status: deprecated, until: 2099-12-31, replaced_by: purchase}, {name: purchase}]",
    bad="events: [{name: buy, status: deprecated, until: 2099-12-31, replaced_by: purchase}, {name: purchase, status: draft}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        other = project.event_by_name.get(event.replaced_by or "")
        if other is None or event.status != "deprecated":
            continue
        why = "is the event itself" if other.name == event.name else WHY.get(other.status, "")
        if why:
            message = f'event "{event.name}" is replaced by "{other.name}", which {why}'
            related = (Related("its state is here", other.place("status")),) if other.name != event.name else ()
            help = last(project, other.name) or "name the event that is counted now"
            yield Problem(event.place("replaced_by"), message, related, help)


def last(project: Project, name: str) -> str:
    """The event at the end of the chain, as a next step; empty where the chain has no good end."""
    seen: set[str] = set()
    while name not in seen and (event := project.event_by_name.get(name)) is not None:
        if event.status == "active" and seen:
            return f'name "{name}", which follows in the end'
        seen.add(name)
        name = event.replaced_by or ""
    return ""
