"""Every trigger fires or blocks something.

A trigger without a tag is left over, or the tag that it was made for does not fire. Both look the same in the list.

Remedy: delete it in Tag Manager, or give it to the tag that was meant to fire.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, escaped, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.texts import texts


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}]
    tags: [{name: Ads, type: awct, firingTrigger: [Paid]}]
""",
    bad="""
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}, {name: Scrolled, type: SCROLL_DEPTH}]
    tags: [{name: Ads, type: awct, firingTrigger: [Paid]}]
""",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        if "tag" not in container.entities:
            continue
        used = mentioned(container)
        for name in container.bodies("trigger"):
            if escaped(name) not in used:
                message = f"{label('trigger', name)} fires and blocks no tag"
                yield problem(
                    container, "trigger", name, message, help="delete it, or give it to the tag it was made for"
                )


def mentioned(container: Container) -> set[str]:
    """Every text in a tag, a trigger group or a zone that could be the name of a trigger."""
    found: set[str] = set()
    for kind in ("tag", "zone"):
        for body in container.bodies(kind).values():
            for key, value in body.items():
                if isinstance(value, str):
                    found.add(value)
                elif key != "parameter":
                    found.update(text for _, text in texts(value))
    for body in container.bodies("trigger").values():
        found.update(text for route, text in texts(body.get("parameter")) if route[-1:] == ("value",))
    return found
