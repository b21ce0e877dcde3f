"""What a container keeps is used by a tag that can fire.

The trigger or the variable is used, and only by tags that are paused. It stays in everybody's lists, and nobody dares to delete it.

Remedy: delete it together with the paused tags, or start one of them again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.tags import REFERENCE, is_active, names_in, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.texts import texts

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers: [{name: Paid, type: PAGEVIEW}]
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid], paused: %s}]
"""


@rule(good=CONTAINER % "false", bad=CONTAINER % "true", level="note", cost="tidy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        tags = container.bodies("tag").values()
        if all(map(is_active, tags)):
            continue
        for kind in ("trigger", "variable"):
            paused, active = (used(container, kind, on=on) for on in (False, True))
            for name in container.bodies(kind):
                if name in paused and name not in active:
                    message = f"{label(kind, name)} is used by paused tags alone"
                    yield problem(container, kind, name, message, help="delete it with them, or start one again")


def used(container: Container, kind: str, *, on: bool) -> frozenset[str]:
    """The triggers that tags name, or the variables that something names; by active tags and by all else, or by paused tags."""
    tags = [body for body in container.bodies("tag").values() if is_active(body) is on]
    if kind == "trigger":
        keys = ("firingTrigger", "blockingTrigger")
        named = {name for body in tags for key in keys for name in names_in(body.get(key))}
        others = container.bodies("trigger").values() if on else ()
        return frozenset(named | {text for body in others for _, text in texts(body.get("parameter"))})
    kinds = ("trigger", "variable", "client", "transformation", "zone") if on else ()
    bodies = [*tags, *(body for other in kinds for body in container.bodies(other).values())]
    return frozenset(name for body in bodies for _, text in texts(body) for name in REFERENCE.findall(text))
