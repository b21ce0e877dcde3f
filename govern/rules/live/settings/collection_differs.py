"""A platform collects by itself what the specs declare, and no more.

Google signals, the collection of user-provided data, enhanced measurement and first-party cookies are switches in the platform's
menus. Whoever moves one collects other data of visitors without a release of the site.

Remedy: move the switch back, or write into the specs what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.told import differs

PROPERTY = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  settings: [{destination: ga4, %s}]
settings:
  - properties: [{name: properties/7, displayName: Shop, timeZone: Europe/Madrid, currencyCode: EUR}]
  - {name: properties/7/dataRetentionSettings, eventDataRetention: FOURTEEN_MONTHS}
  - {name: properties/7/googleSignalsSettings, state: GOOGLE_SIGNALS_ENABLED}
  - {name: properties/7/userProvidedDataSettings, userProvidedDataCollectionEnabled: true}
  - {name: properties/7/dataStreams/1/enhancedMeasurementSettings, streamEnabled: true, scrollsEnabled: true, outboundClicksEnabled: false}
"""


@rule(
    good=PROPERTY % "google_signals: true, user_data: true, enhanced_measurement: [scrolls]",
    bad=PROPERTY % "google_signals: false",
    level="warning",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "on", "events", "first_party_cookies", "auto_tagging", "scope", "unit")
