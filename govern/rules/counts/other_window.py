"""A platform's counts are read in the attribution window that is set at the destination.

Exports have a column for each window, all views of the same conversions. With a column of another window than the account
reports, the numbers that are compared are not those that anybody sees in the platform.

Remedy: choose the column of the declared window, or correct the window under `attribution`; a `reason` at the entry says
that another window is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import declared as windows
from govern.core.report import Related
from govern.counts.sources import declared
from govern.counts.windows import window_of
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import seconds

SPECS = """
destinations: [{name: meta, platform: meta}]
attribution: {windows: [{destination: meta, click: 7d, view: 1d}]}
counts:
  - name: ads
    files: ads.csv
    layer: platform
    means: attributed
    destination: meta
    event: purchase
    zone: UTC
    window: {column: COLUMN}
"""


@rule(good=SPECS.replace("COLUMN", "_7_d_click"), bad=SPECS.replace("COLUMN", "_28_d_click"), level="warning")
def check(project: Project) -> Iterator[Problem]:
    held = windows(project)
    for entry in declared(project):
        found = held.get(entry.destination or "")
        if entry.window is None or found is None or (entry.reason or "").strip():
            continue
        window, place = found
        for interaction, length in window_of(entry.window).items():
            said = getattr(window, interaction)
            if said is not None and seconds(said) != seconds(length):
                message = (
                    f'counts "{entry.name}" takes the column "{entry.window.column}", {interaction} within {length}, and '
                    f"{entry.destination} counts within {said}"
                )
                related = (Related(f"{said} is here", place),)
                yield Problem(entry.place("window", "column"), message, related)
