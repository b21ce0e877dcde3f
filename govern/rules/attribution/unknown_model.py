"""An attribution model is one that the platform has.

Google took its older models away one by one; a plan that still says "linear" describes a setting that nobody can find,
and what runs is the default. Reports from before and after are compared as if nothing had changed.

Remedy: take one of the models in the message.

Source: https://github.com/googleads/google-ads-python/blob/HEAD/google/ads/googleads/v25/resources/types/conversion_action.py,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import letters

SHORTEST = 4
"""How many letters of a model's name have to be written so that it counts as that model."""


@rule(
    good="""
destinations: [{name: ads, platform: google_ads}]
attribution: {windows: [{destination: ads, model: data_driven}]}
""",
    bad="""
destinations: [{name: ads, platform: google_ads}]
attribution: {windows: [{destination: ads, model: linear}]}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for attribution in project.attribution:
        for position, window in enumerate(attribution.windows):
            destination = project.destination_by_name.get(window.destination)
            platform = project.platform(destination.platform) if destination is not None and window.model else None
            if platform is None or not platform.attribution_models or window.model is None:
                continue
            word = letters(window.model)
            if len(word) < SHORTEST or not any(word in letters(name) for name in platform.attribution_models):
                message = f'{platform.name} is not known to have the attribution model "{window.model}"'
                help = f"known are {', '.join(name.lower() for name in platform.attribution_models)}"
                yield Problem(attribution.place("windows", position, "model"), message, help=help)
