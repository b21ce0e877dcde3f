"""A tag that sends an event says which.

The field for the event's name is empty. The platform gets a hit without a name, or none: the tag fires in the preview, and
no report has the event.

Remedy: write the name of the event, such as `sign_up`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import NOTHING

OVER = ("universal_analytics",)

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Sign-up, type: gaawe, parameter: {eventName: '%s', measurementIdOverride: G-ABC1234567}, firingTrigger: [Done]}]
"""


@rule(good=CONTAINER % "sign_up", bad=CONTAINER % "", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            tag = name_of(signal)
            nameless = signal.kind == "event" and signal.name.source == NOTHING and signal.platform not in OVER
            if nameless and container.bodies("tag")[tag].get("type") != "html":
                message = f"{label('tag', tag)} does not say which event it sends"
                yield problem(container, "tag", tag, message, "parameter", help="write the name of the event")
