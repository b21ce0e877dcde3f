"""An API version is written as the platform writes it.

The version is a part of the address. `25` or `V25.0` instead of `v25.0` makes an address that does not exist; every
request fails, and the dashboard shows the browser's events only.

Remedy: write the version as the message shows it.

Source: `version_pattern` of each platform in `govern/platforms`, with its addresses and day.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.api_versions import Asked, asked, is_formed, is_over


@rule(
    good="destinations: [{name: meta, platform: meta, server: {api_version: v25.0}}]",
    bad="destinations: [{name: meta, platform: meta, server: {api_version: '25'}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for one in asked(project):
        over = one.version in one.platform.api.version_ends.days and is_over(one, project.today)
        if one.platform.api.verified and not is_formed(one) and not over:
            message = f'{one.by} has the API version "{one.version}", which is not a version of {one.platform.name}'
            help = f"it looks like {one.platform.api.version_current}"
            yield Problem(one.place, message, help=help, fix=put(one.place, rewritten(one)))


def rewritten(one: Asked) -> str:
    """The version in the platform's form, where only the `v` or the `.0` was left out; empty otherwise."""
    bare = one.version.strip().casefold().removeprefix("v")
    forms = (bare, f"v{bare}", f"v{bare}.0")
    return next((form for form in forms if form != one.version and is_formed(one.replace(version=form))), "")
