"""The consent mode of a Google destination is `advanced` or `basic`.

`consent_mode: advanced` lets Google's tags fire without consent and send hits that name nobody; `basic` holds them
back. Any other word is taken for basic: the modelled conversions that somebody planned with never come.

Remedy: write `advanced` or `basic`.

Source: https://developers.google.com/tag-platform/security/concepts/consent-mode, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.destinations import with_sites
from govern.spec.spelling import meant, suggest

MODES = ("advanced", "basic")


@rule(
    good="destinations: [{name: ga4, platform: ga4, settings: {consent_mode: advanced}}]",
    bad="destinations: [{name: ga4, platform: ga4, settings: {consent_mode: advance}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, _ in with_sites(project):
        mode = destination.settings.get("consent_mode", "basic")
        if mode not in MODES and "ad_user_data" in platform.consent_signals:
            message = f'destination "{destination.name}" has the consent mode "{mode}", expected advanced or basic'
            place, fix = destination.place("settings", "consent_mode"), meant(str(mode), MODES)
            yield Problem(place, message, help=suggest(str(mode), MODES), fix=put(place, fix))
