"""An account's ID is one's own and not that of an example.

`1234567890` and `0123456789` stand in guides and templates where an ID belongs. They have the form of one, so that nothing
complains, and what is sent reaches nobody. Counted through in an ID of Google Analytics, as in `G-1234567890`, they are a
placeholder for certain, which containers/placeholder-id tells.

Remedy: write the ID of your own account.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.sameness import choices

SAMPLES = frozenset(("1234567890", "0123456789"))
"""What counts through the digits, as examples do; somebody may have been given that number, so that this is a note."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ads, type: awct, parameter: {conversionId: '%s', conversionLabel: a}, firingTrigger: [Paid]}]
"""


@rule(good=CONTAINER % "826349175", bad=CONTAINER % "1234567890", level="note", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live():
            found = {text.partition("/")[0] for text in choices(signal.account.source) or ()} & SAMPLES
            tag = name_of(signal)
            if found and tag not in said:
                said.add(tag)
                id = min(found)
                message = f'{label("tag", tag)} sends to "{id}", which is the ID of an example'
                yield problem(container, "tag", tag, message, "parameter", help="write your own ID", cause=id)
