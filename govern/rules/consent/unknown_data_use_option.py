"""An option that limits the use of data is one that the platform has.

Every platform has a word of its own: Meta and Snapchat `data_processing_options`, TikTok `limited_data_use`, Pinterest
`opt_out_type`. With another platform's word nothing is limited. The request is accepted all the same, and the visitor
who opted out is in the audience.

Remedy: take the option that the message names, or remove the line.

Source: the options stand with their sources in the facts about each platform, `govern/platforms`, checked 2026-11-22,
such as https://developers.facebook.com/docs/marketing-apis/data-processing-options.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.data_use import option_names, options, signal


@rule(
    good="destinations: [{name: tiktok, platform: tiktok, settings: {limited_data_use: true}}]",
    bad="destinations: [{name: tiktok, platform: tiktok, settings: {data_processing_options: LDU}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, key, _ in options(project):
        has = option_names(platform)
        if has and signal(platform, key) is None:
            message = f'destination "{destination.name}" sets {key}, which {platform.name} does not have'
            yield Problem(destination.place("settings", key), message, help=f"it has {', '.join(has)}", at_key=True)
