"""`counting` says `every`, `once`, or the platform's own word for one of them.

Tools count every conversion of a visitor or only one; with a word that is neither, nobody can tell whether two tools
may be compared, and the check that would say so is off.

Remedy: write `every` or `once`, or the platform's own word for it.

Source: the platforms' own words stand with their sources in `govern/platforms`, such as those of
https://analyticsadmin.googleapis.com/$discovery/rest?version=v1alpha, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import counts
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import letters, suggest

DESTINATION = "destinations: [{name: meta, platform: meta}]"


@rule(
    good=f"{DESTINATION}\nattribution: {{windows: [{{destination: meta, click: 7d, counting: every}}]}}",
    bad=f"{DESTINATION}\nattribution: {{windows: [{{destination: meta, click: 7d, counting: sometimes}}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            destination = project.destination_by_name.get(window.destination)
            platform = project.platform(destination.platform) if destination is not None else None
            if window.counting is None or platform is None or counts(window):
                continue
            if letters(window.counting) not in map(letters, platform.countings):
                message = f'destination "{window.destination}" is counted "{window.counting}", expected every or once'
                help = suggest(window.counting, ("every", "once", *map(str.lower, platform.countings)))
                yield Problem(attribution.place("windows", position, "counting"), message, help=help)
