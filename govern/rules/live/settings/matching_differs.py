"""A pixel looks for the personal data that the specs declare, and for no other.

Automatic matching reads the forms of the site by itself: with one more field switched on it sends telephone numbers from that hour
on, and neither a container nor a review of the code shows it.

Remedy: change the fields at the platform, or `matching` in the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.told import differs

PIXEL = """
specs:
  destinations: [{name: meta, platform: meta, id: "100000000000001"}]
  settings: [{destination: meta, matching: [%s]}]
settings:
  - data: [{id: "100000000000001", name: Shop, enable_automatic_matching: true, automatic_matching_fields: [em, ph]}]
"""


@rule(good=PIXEL % "email, phone", bad=PIXEL % "email", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "matching")
