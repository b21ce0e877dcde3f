"""A property serves advertising only where its destination asks for that consent.

Google signals joins visits with the accounts of people who are signed in at Google, and a link with ads personalization hands them on as
audiences. The destination asks visitors for analytics only, so nobody agreed to either.

Remedy: switch it off in the property, or ask for `ad_storage` and `ad_personalization` and write `google_signals: true` under `settings`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import destination_of, wishes
from govern.settings.live import label, of_kind, problem
from govern.signals.destinations import site_of
from govern.spec.sections.destinations import Destination

SIGNALS = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001, consent: [analytics_storage]}]
settings: [{name: properties/7/googleSignalsSettings, state: %s}]
"""
ADVERTISING = frozenset({"ad_storage", "ad_user_data", "ad_personalization"})


@rule(good=SIGNALS % "GOOGLE_SIGNALS_DISABLED", bad=SIGNALS % "GOOGLE_SIGNALS_ENABLED", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "google_signals", "link"):
        destination = destination_of(project, setting)
        is_on = setting.says("on") or setting.says("personalization")
        asked = asked_for(project, destination) if destination is not None else ()
        if destination is None or not is_on or not asked or ADVERTISING.intersection(asked):
            continue
        wish = wishes(project).get(destination.name)
        if setting.kind == "google_signals" and wish is not None and wish.google_signals is not None:
            continue
        what = "is on" if setting.kind == "google_signals" else "has ads personalization on"
        message = f'{label(setting)} {what}, and "{destination.name}" asks visitors for {", ".join(asked)} only'
        related = (Related("consent is asked for here", destination.place("consent")),)
        yield problem(setting, message, help="switch it off, or ask for the consent", related=related)


def asked_for(project: Project, destination: Destination) -> tuple[str, ...]:
    """The consent that a destination asks for; where its site asks for any and it says nothing, what Analytics asks for."""
    site = site_of(project, destination)
    return destination.consent or (("analytics_storage",) if site is not None and site.consent is not None else ())
