"""A threshold is a value that can be reached.

A match quality of 80 is never reached, since the score ends at 10; a share above 100 % never happens, a drop of 0 %
happens every hour. The alert is on from the first day, so somebody switches it off, or never comes.

Remedy: match quality from 0 to 10, shares from 0 to 100 %, a drop of more than 0 %, a time of more than nothing.

Source: the section itself, which takes match quality as Meta shows it, a score from 0 to 10.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.counts.thresholds import several, thresholds
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import seconds

TIMES = (
    ("latency", "pixel_load"),
    ("latency", "api_handshake"),
    ("latency", "delivery"),
    ("volume_drop", "within"),
    ("silence", "after"),
)


@rule(
    good="quality: {event_match_quality: {target: 8.0}}",
    bad="quality: {event_match_quality: {target: 80}}",
)
def check(project: Project) -> Iterator[Problem]:
    for threshold in thresholds(project):
        if not threshold.is_possible:
            least = "more than 0" if threshold.block == "volume_drop" else "0"
            message = f"{threshold.name} is {threshold.written}, expected {least} to {threshold.top}"
            help = "write it as a score from 0 to 10" if threshold.top == 10 else ""
            yield Problem(threshold.quality.place(*threshold.route), message, help=help)
    for quality in project.quality:
        for block, field in TIMES:
            for number, one in several(getattr(quality, block)):
                duration = getattr(one, field, None)
                if duration is not None and seconds(duration) == 0:
                    place = quality.place(block, *(() if number is None else (number,)), field)
                    yield Problem(place, f"{block}.{field} is {duration}, expected more than nothing")
