"""Every tag has something that fires it.

A tag without a firing trigger, which no other tag names as its setup or cleanup tag either, never fires. In the list of
tags it looks as alive as the others.

Remedy: give it a trigger, pause it with a note, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.gtm import Container, label
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.containers._live import is_active, names_in, problem


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}]
    tags:
      - {name: Ads, type: awct, firingTrigger: [Paid], setupTag: [{tagName: Linker}]}
      - {name: Linker, type: gclidw}
""",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: Ads, type: awct}]}]",
    level="warning",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        sequenced = in_sequence(container)
        for name, tag in container.bodies("tag").items():
            fires = names_in(tag.get("firingTrigger")) or "firingTriggerId" in tag or "firingRuleId" in tag
            if is_active(tag) and not fires and name not in sequenced:
                yield problem(container, "tag", name, f"{label('tag', name)} has no trigger and never fires")


def in_sequence(container: Container) -> set[str]:
    """The tags that fire before or after another one, those of paused tags included."""
    found = set()
    for tag in container.bodies("tag").values():
        for key in ("setupTag", "teardownTag"):
            entries = tag.get(key)
            for entry in entries if isinstance(entries, list) else [entries]:
                if isinstance(entry, dict) and isinstance(entry.get("tagName"), str):
                    found.add(entry["tagName"])
    return found
