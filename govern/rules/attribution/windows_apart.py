"""Windows that are compared are alike, or something says why they are not.

Without a standard of the house each channel has the window of whoever set it up. A channel with 30 days shows purchases
that the one with 7 days leaves out, and the budget follows the window instead of the work.

Remedy: write the house's `standard`, and a `reason` at each window that differs from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import declared
from govern.attribution.windows import not_offered, standard_of
from govern.core.report import Place, Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import seconds

DESTINATIONS = "destinations: [{name: meta, platform: meta}, {name: ads, platform: google_ads}]"
ONE = "{destination: meta, click: 7d}"


@rule(
    good=f"{DESTINATIONS}\nattribution: {{windows: [{ONE}, {{destination: ads, click: 30d, reason: long way to a purchase}}]}}",
    bad=f"{DESTINATIONS}\nattribution: {{windows: [{ONE}, {{destination: ads, click: 30d}}]}}",
    level="warning",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    standard, _ = standard_of(project)
    if standard is not None:
        return
    impossible = {place for place, *_ in not_offered(project)}  # the rules about windows speak of these
    for interaction in ("click", "view", "engaged_view"):
        first: dict[str, tuple[str, str, Place]] = {}
        for window, place in declared(project).values():
            length, here = getattr(window, interaction), place.replace(route=(*place.route, interaction))
            if length is None or (window.reason or "").strip() or here in impossible:
                continue
            destination = project.destination_by_name.get(window.destination)
            site = (destination.site if destination is not None else None) or ""  # two shops are not compared
            other, its_length, there = first.setdefault(site, (window.destination, length, here))
            if seconds(length) != seconds(its_length):
                message = f'destination "{window.destination}" has the {interaction} window "{length}", "{other}" has "{its_length}"'
                help = "write a standard, and the reason where a window differs"
                yield Problem(here, message, (Related("the other one is here", there),), help)
