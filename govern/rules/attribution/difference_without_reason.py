"""A window that differs from the standard says why.

Two channels with different windows cannot be compared, and whoever looks at the dashboard assumes that they can. The
reason is what tells the exception from the forgotten setting.

Remedy: set the standard window in the tool, or write the `reason` (`reason: the platform offers no 7 days`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.windows import not_offered, standard_of, windows
from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import seconds


@rule(
    good="""
destinations: [{name: pinterest, platform: pinterest}]
attribution:
  standard: {click: 7d}
  windows: [{destination: pinterest, click: 30d, reason: long way to a purchase}]
""",
    bad="""
destinations: [{name: pinterest, platform: pinterest}]
attribution:
  standard: {click: 7d}
  windows: [{destination: pinterest, click: 30d}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    standard, standard_place = standard_of(project)
    if standard is None:
        return
    impossible = {place for place, *_ in not_offered(project)}  # the rules about windows speak of these
    seen: set[tuple[str, str | None]] = set()
    for window, place in windows(project):
        is_second = (window.destination, window.since) in seen  # attribution/window-twice speaks of it
        seen.add((window.destination, window.since))
        if (window.reason or "").strip() or is_second:
            continue
        for interaction in ("click", "view", "engaged_view"):
            is_set, wished = getattr(window, interaction), getattr(standard, interaction)
            here = place_in(place, interaction)
            if is_set and wished and seconds(is_set) != seconds(wished) and here not in impossible:
                message = f'destination "{window.destination}" has the {interaction} window "{is_set}" and no reason, the standard is "{wished}"'
                related = (Related("the standard is here", place_in(standard_place, interaction)),)
                yield Problem(here, message, related, "set the standard, or write a reason")


def place_in(place: Place, key: str) -> Place:
    """A key below a place."""
    return place.replace(route=(*place.route, key))
