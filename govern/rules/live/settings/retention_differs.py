"""Data is kept as long as the specs declare.

Shorter than declared, explorations over last year are empty, and what is gone does not come back. Longer than declared, personal
data is kept beyond what the privacy notice promises.

Remedy: change it under Admin › Data collection and modification › Data retention, or the specs.
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


@rule(good=PROPERTY % "retention_months: 14", bad=PROPERTY % "retention_months: 2", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "retention_months", "user_retention_months")
