"""An account counts in the currency that the specs declare.

Platforms convert what comes in another currency by their own rate of the day. Sales of two tools then differ by a rate that nobody
sees.

Remedy: change the currency where the platform allows it (an ad account keeps its own for good), or write into the specs what holds.
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


@rule(good=PROPERTY % "currency: EUR", bad=PROPERTY % "currency: USD", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "currency")
