"""A tag says to which account it sends.

The field for the pixel, the tag ID or the conversion ID is empty. The tag fires, the preview shows it as fired, and nobody is
told: no platform knows whose event it is.

Remedy: write the ID, best from one constant variable that all tags of the platform read.
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
"""Products that have ended, whatever the ID."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: LinkedIn, type: bzi, parameter: {id: '%s'}, firingTrigger: [All Pages]}]
"""


@rule(good=CONTAINER % "1234567", bad=CONTAINER % "", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live():
            tag = name_of(signal)
            is_code = container.bodies("tag")[tag].get("type") == "html"
            empty = signal.account.source == NOTHING and signal.kind in ("event", "base") and not is_code
            if empty and signal.platform not in OVER and tag not in said:
                said.add(tag)
                message = f"{label('tag', tag)} does not say to which account it sends"
                yield problem(container, "tag", tag, message, "parameter", help="write the ID of the account")
