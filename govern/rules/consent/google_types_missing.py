"""A Google destination for advertising asks for `ad_user_data` and `ad_personalization` too.

Since 2024 Google wants to know, besides `ad_storage`, whether it may use personal data (`ad_user_data`) and build
audiences from it (`ad_personalization`). Tags that do not wait for them send hits without the answers: in the European
Economic Area remarketing lists stop growing and enhanced conversions fall away, with nothing but a small notice in the
account to say so.

Remedy: add the missing types to the destination's `consent`.

Source: https://support.google.com/google-ads/answer/13695607, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import with_sites

WANTED = ("ad_user_data", "ad_personalization")


@rule(
    good="destinations: [{name: ads, platform: google_ads, consent: [ad_storage, ad_user_data, ad_personalization]}]",
    bad="destinations: [{name: ads, platform: google_ads, consent: [ad_storage]}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, _ in with_sites(project):
        signals = platform.consent_signals
        missing = [name for name in WANTED if name not in destination.consent and name in signals]
        if (
            missing
            and (platform.purpose == "advertising" or "ad_storage" in destination.consent)
            and destination.consent
        ):
            message = f'destination "{destination.name}" does not ask for {" and ".join(missing)}, which {platform.name} wants to know'
            yield Problem(destination.place("consent"), message, help=f"add {', '.join(missing)}")
