"""Windows that are compared are alike, or something says why they are not.

Without a standard of the house each channel has the window of whoever set it up. A channel with 30 days shows purchases
that the one with 7 days leaves out, and the budget follows the window instead of the work.

Remedy: write the house's `standard`, and a `reason` at each window that differs from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.base import seconds
from govern.project import Project
from govern.report import Place, Related
from govern.rules import Problem, rule
from govern.rules.attribution._conversions import declared
from govern.rules.attribution.difference_without_reason import standard_of

ONE = "{destination: meta, click: 7d}"


@rule(
    good=f"attribution: {{windows: [{ONE}, {{destination: ads, click: 30d, reason: long way to a purchase}}]}}",
    bad=f"attribution: {{windows: [{ONE}, {{destination: ads, click: 30d}}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    standard, _ = standard_of(project)
    if standard is not None:
        return
    for interaction in ("click", "view", "engaged_view"):
        first: tuple[str, str, Place] | None = None
        for window, place in declared(project).values():
            length = getattr(window, interaction)
            if length is None or (window.reason or "").strip():
                continue
            here = place.replace(route=(*place.route, interaction))
            if first is None:
                first = (window.destination, length, here)
            elif seconds(length) != seconds(first[1]):
                message = (
                    f'"{window.destination}" has the {interaction} window "{length}" and "{first[0]}" has "{first[1]}"'
                )
                help = "write a standard, and the reason where a window differs"
                yield Problem(here, message, (Related("the other one is here", first[2]),), help)
