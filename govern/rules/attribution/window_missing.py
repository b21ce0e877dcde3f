"""Where windows are declared, every advertising destination that gets conversions has one.

Where windows are written down for some channels, the others run on whatever their platform does by default: 7 days here,
28 or 30 there. The report puts them side by side, and the channel with the longest default wins.

Remedy: look into the tool and write what is set, `{destination: tiktok, click: 7d, view: 1d}`.

Source: the defaults stand with their sources in the facts about each platform, `govern/platforms`, such as
https://github.com/pinterest/api-description/blob/HEAD/v5/openapi.yaml, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.attribution.conversions import conversions
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
destinations: [{name: meta, platform: meta}, {name: tiktok, platform: tiktok}]
events: [{name: sign_up, kind: conversion}]
mappings:
  - {event: sign_up, destination: meta, as: CompleteRegistration}
  - {event: sign_up, destination: tiktok, as: CompleteRegistration}
"""
META = "{destination: meta, click: 7d}"


@rule(
    good=f"{SPECS}attribution: {{windows: [{META}, {{destination: tiktok, click: 7d}}]}}",
    bad=f"{SPECS}attribution: {{windows: [{META}]}}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    windows = [window for attribution in project.attribution for window in attribution.windows]
    with_one = {window.destination for window in windows if window.click or window.view or window.engaged_view}
    if (
        not with_one
        or not project.is_whole("attribution")
        or any(window.destination not in project.destination_by_name for window in windows)
    ):
        return
    counted = {name for _, destinations in conversions(project) for name in destinations}
    for destination in project.destination_by_name.values():
        platform = project.platform(destination.platform)
        if destination.name in counted - with_one and platform is not None and platform.purpose == "advertising":
            message = (
                f'destination "{destination.name}" gets conversions and has no attribution window{usual(platform)}'
            )
            yield Problem(destination.place(), message, help="add it to attribution.windows")


def usual(platform: Platform) -> str:
    """What runs where nobody chose, for messages."""
    click = platform.windows.get("click")
    if click is None or click.default_days is None or not click.verified:
        return ""
    return f"; by default {platform.name} counts clicks of {click.default_days} days"
