"""The pixel of a destination is one of the account's.

Whoever has the pixel has the data. If the account does not list it, it is an old one, one of an agency, or its number has a wrong digit; in
each case the campaigns of the account learn nothing from the site.

Remedy: take the number from the account; if the pixel is shared with it, fetch the list with a user who sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import name_of
from govern.settings.missing import unlisted_pixels

PIXEL = """
specs: {destinations: [{name: meta, platform: meta, id: "%s"}]}
settings:
  - data: [{id: "100000000000001", name: Shop, last_fired_time: "2026-11-20T10:00:00+0000"}]
"""


@rule(good=PIXEL % "100000000000001", bad=PIXEL % "100000000000009", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for name, key, id in unlisted_pixels(project):
        destination = project.destination_by_name[name]
        message = f'destination "{name}" has "{id}", which is not among the pixels of the account at {name_of(key)}'
        yield Problem(
            destination.place("id"), message, help="take the number from the account", subject=f"{name}\n{id}"
        )
