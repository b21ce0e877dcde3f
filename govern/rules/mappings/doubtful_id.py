"""A destination's id looks as ids of its platform usually do.

Not every platform publishes how its ids look; what is known then comes from many real ones. An id of another form is
probably the id of something else, such as the ad account's. The tag loads without an error, the events sent to it are
thrown away, and the dashboard says that there was no activity.

Remedy: compare the id with the platform's own page about the pixel; if it is right, ignore this line with the reason.

Source: the forms in `govern/platforms` that are not verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import looks, misfits


@rule(
    good="destinations: [{name: meta, platform: meta, id: '1234567890123456'}]",
    bad="destinations: [{name: meta, platform: meta, id: AB-1234}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, route, id in misfits(project, verified=False):
        message = f'destination "{destination.name}" has the id "{id}", which does not look like one of {platform.name} (not verified)'
        yield Problem(
            destination.place(*route), message, help=f"its ids look {looks(platform)}", cause=destination.name
        )
