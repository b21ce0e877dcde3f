"""A server sends by an API version that the platform still answers.

On its last day a version stops, and every request by it fails at once. The dashboard shows a night from which on the
server's events are missing; the browser's go on, so it looks like a weak day rather than an outage.

Remedy: set a version of today where the destination or the mapping names one, and send a test event by it.

Source: https://developers.facebook.com/docs/graph-api/changelog/versions/ and
https://developers.google.com/google-ads/api/docs/sunset-dates, checked 2026-11-26; for other platforms `version_ends` in
`govern/platforms`. Only what is verified there is used.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.api_versions import Asked, asked, is_formed, is_over, last_day


@rule(
    good="destinations: [{name: meta, platform: meta, server: {api_version: v25.0}}]",
    bad="destinations: [{name: meta, platform: meta, server: {api_version: v15.0}}]",
    by_date=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in asked(project):
        if one.platform.api.version_ends.verified and well_formed(one) and is_over(one, project.today):
            ended = "ended on" if one.version in one.platform.api.version_ends.days else "had ended by"
            message = f'{one.by} sends by version "{one.version}", which {one.platform.name} {ended} {last_day(one)}'
            yield Problem(one.place, message, help=f"the current one is {one.platform.api.version_current}")


def well_formed(one: Asked) -> bool:
    """Whether a version is one at all; one that is not has no day."""
    return one.version in one.platform.api.version_ends.days or is_formed(one)
