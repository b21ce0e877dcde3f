"""What `settings` wish of a destination is something that its platform has.

Retention belongs to Analytics, automatic matching to pixels, auto-tagging to Google Ads: at any other platform the wish is met by nobody,
no export ever says anything of it, and whoever reads the specs believes that it is set.

Remedy: move the key to the entry of the destination that is meant, or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import wishes

OF: dict[str, frozenset[str]] = {
    "acquisition": frozenset({"ga4"}),
    "other": frozenset({"ga4"}),
    "retention_months": frozenset({"ga4"}),
    "google_signals": frozenset({"ga4"}),
    "user_data": frozenset({"ga4"}),
    "enhanced_measurement": frozenset({"ga4"}),
    "key_events": frozenset({"ga4"}),
    "dimensions": frozenset({"ga4"}),
    "metrics": frozenset({"ga4"}),
    "auto_tagging": frozenset({"google_ads", "microsoft_ads"}),
}
"""The platforms that have what a key is about."""

NO_PIXEL = frozenset({"ga4", "google_ads"})
"""Platforms without a pixel whose matching and cookies could be set."""

OF_PIXELS = ("matching", "first_party_cookies")
SPECS = """
destinations: [{name: meta, platform: meta}, {name: ga4, platform: ga4}]
settings: [{destination: %s, retention_months: 14}]
"""


@rule(good=SPECS % "ga4", bad=SPECS % "meta", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for entry in wishes(project).values():
        destination = project.destination_by_name.get(entry.destination)
        platform = project.platform(destination.platform) if destination is not None else None
        if platform is None:
            continue
        for key in (*OF, *OF_PIXELS):
            has_it = platform.key in OF[key] if key in OF else platform.key not in NO_PIXEL
            if entry.given(key) and not has_it:
                message = f'{platform.name} has no setting "{key}", which is wished of "{entry.destination}"'
                yield Problem(
                    entry.place(key), message, help="move it to the destination that is meant, or take it out"
                )
