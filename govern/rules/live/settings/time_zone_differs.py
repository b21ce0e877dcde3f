"""An account has the time zone that the specs declare.

The day of a report ends at another hour in each zone: the sales of one evening stand on Monday in one tool and on Tuesday in the
other, and no comparison by days adds up.

Remedy: change the time zone where the platform allows it, or write into the specs what holds.
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
    good=PROPERTY % "time_zone: Europe/Madrid",
    bad=PROPERTY % "time_zone: Europe/London",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    yield from differs(project, "time_zone")
