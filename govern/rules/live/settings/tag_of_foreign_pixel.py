"""A tag tells a pixel that the account lists.

Whoever has the pixel has the data: an agency that kept it, a shop whose container was copied, or somebody who put in his own. The tag works,
and the account that pays for it sees nothing.

Remedy: put the account's own pixel in; if the other is shared with you, fetch the list with an account that sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.containers import foreign_pixels
from govern.settings.live import name_of
from govern.signals.containers.setup import name_of as tag_of

TAG = """
containers:
  - id: GTM-ABC1234
    tags: [{name: UET, type: baut, parameter: {tagId: '%s', eventType: PAGE_LOAD}, firingTrigger: [All Pages]}]
settings: [{UetTags: [{Id: 4000001, Name: Shop, TrackingStatus: Active, TrackingScript: x}]}]
"""


@rule(good=TAG % "4000001", bad=TAG % "4000002", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for platform, account, container, signal in foreign_pixels(project):
        tag = tag_of(signal)
        message = f'{label("tag", tag)} tells "{account}", which is not among the pixels of the account at {name_of(platform)}'
        yield problem(container, "tag", tag, message, "parameter", help="put the account's own pixel in", about=account)
