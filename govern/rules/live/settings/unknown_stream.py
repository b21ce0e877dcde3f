"""The measurement ID of a destination is that of a live stream.

Events to an ID that no stream has are taken and thrown away: the answer is the same. It happens after a property was made anew, or when a
letter was lost.

Remedy: take the ID from Admin › Data streams.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.missing import unlisted_streams

STREAM = """
specs: {destinations: [{name: ga4, platform: ga4, id: %s}]}
settings:
  - dataStreams: [{name: properties/7/dataStreams/1, type: WEB_DATA_STREAM, displayName: Shop, webStreamData: {measurementId: G-HAZEL00001}}]
"""


@rule(good=STREAM % "G-HAZEL00001", bad=STREAM % "G-HAZEL00009", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for name, id in unlisted_streams(project):
        destination = project.destination_by_name[name]
        message = f'destination "{name}" has "{id}", which is not the measurement ID of a live stream'
        yield Problem(
            destination.place("id"), message, help="take the ID from Admin › Data streams", subject=f"{name}\n{id}"
        )
