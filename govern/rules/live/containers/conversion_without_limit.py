"""A conversion is sent once for an event.

The tag's firing option is "Unlimited", which is meant for tags in sequences: whenever something tells it to fire it does, several
times for one message too, and each time the conversion counts.

Remedy: set "Once per event" under Advanced settings, Tag firing options.

Source: https://support.google.com/tagmanager/answer/6279951, and
https://www.analyticsmania.com/post/fire-once-per-page-vs-once-per-event-vs-unlimited-in-google-tag-manager, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import counts
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Paid], tagFiringOption: %s}]
"""


@rule(good=CONTAINER % "ONCE_PER_EVENT", bad=CONTAINER % "UNLIMITED", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live() if container.context == "web" else ():
            tag = name_of(signal)
            unlimited = container.bodies("tag")[tag].get("tagFiringOption") in ("UNLIMITED", "unlimited")
            if unlimited and tag not in said and counts(project, signal):
                said.add(tag)
                message = f'{label("tag", tag)} may send "{signal.called}" several times for one event: its firing is unlimited'
                yield problem(container, "tag", tag, message, "tagFiringOption", help="set it to once per event")
