"""A destination's id looks like an id of its platform.

With the id of another thing (the ad account instead of the pixel, a GA4 property number instead of the measurement ID,
`GTM-` instead of `G-`) the tag loads without an error and the platform throws its events away. The dashboard says that
no activity was received, which looks like the campaign.

Remedy: copy the id from the platform's own page about the pixel, tag or data stream.

Source: the forms in `govern/platforms`, each with its address and day; those that are not verified belong to
mappings/doubtful-id.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import looks, mended, misfits
from govern.spec.spelling import did_you_mean


@rule(
    good="destinations: [{name: ga4, platform: ga4, id: G-1A2BCD345E}]",
    bad="destinations: [{name: ga4, platform: ga4, id: GTM-ABC1234}]",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, route, id in misfits(project, verified=True):
        message = f'destination "{destination.name}" has the id "{id}", which does not look like one of {platform.name}'
        right = mended(platform, id)
        help = did_you_mean(right) or f"its ids look {looks(platform)}"
        yield Problem(destination.place(*route), message, help=help, cause=destination.name)
