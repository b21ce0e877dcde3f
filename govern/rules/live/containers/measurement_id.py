"""The ID of an Analytics or Google tag looks like one.

An event tag whose measurement ID is the name of a tag, a label, or an ID of Universal Analytics sends its events to
nobody. Tag Manager publishes it, the preview shows it as fired, and the reports stay empty.

Remedy: write the measurement ID of the data stream, such as G-ABC1234567, best from one constant variable.

Source: https://support.google.com/analytics/answer/12324787 and https://developers.google.com/gtagjs/devguide/configure,
checked 2026-11-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import Container, label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.sameness import choices, edge
from govern.signals.signal import Signal
from govern.signals.source import Table, Text

ID = regex(r"(?:G|GT|AW|DC|HA|MC)-[A-Z0-9_-]{3,30}", re.IGNORECASE)

WORD = regex(r"(?:G|GT)-[A-Z_-]*[a-z][A-Za-z_-]*")
"""A word where ten capitals and digits belong, such as `G-test`: no ID has small letters and no digit."""

EVENTS = regex(r"(?:G|GT)-[A-Z0-9_-]{3,30}", re.IGNORECASE)
"""What an event tag of Analytics takes: an ID of Google Ads has nothing to receive the event."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Lead
        type: gaawe
        parameter: {eventName: generate_lead, measurementIdOverride: %s}
        firingTrigger: [All Pages]
"""


@rule(good=CONTAINER % "G-ABC1234567", bad=CONTAINER % "GA4 Configuration", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            if signal.platform == "ga4" and (account := wrong(container, signal)):
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends to "{account[:80]}", which is not a measurement ID'
                help = "such as G-ABC1234567"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.kind, cause=account)


def wrong(container: Container, signal: Signal) -> str:
    """What stands in place of a measurement ID; empty where it may be one. Of a table only what holds a blank, as names do."""
    source = signal.account.source
    is_event_tag = container.bodies("tag")[name_of(signal)].get("type") in ("gaawe", "sgtmgaaw")
    form = EVENTS if is_event_tag else ID
    found = sorted(choices(source) or ()) if isinstance(source, Table) else [edge(source, 0)]
    for text in found if isinstance(source, Text | Table) else ():
        named = not isinstance(source, Table) or " " in text
        if named and (WORD.fullmatch(text) or not form.fullmatch(text)) and not is_blank(text):
            return text
    return ""
