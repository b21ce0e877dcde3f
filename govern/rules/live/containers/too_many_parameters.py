"""An event has no more parameters than Google Analytics keeps.

An event may have 25 parameters. Analytics drops what is beyond, and which ones that are depends on their order, so a report is
empty on one page and full on another. Properties of Analytics 360 keep more.

Remedy: leave out what no report uses, those of settings variables included.

Source: https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Quiz
        type: gaawe
        parameter: {eventName: quiz_done, measurementIdOverride: G-ABC1234567, eventSettingsTable: [%s]}
        firingTrigger: [Done]
"""
ROW = "{parameter: p%d, parameterValue: '{{Form ID}}'}"


@rule(
    good=CONTAINER % ", ".join(ROW % at for at in range(25)),
    bad=CONTAINER % ", ".join(ROW % at for at in range(26)),
    level="note",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    analytics = project.platform("ga4")
    limit = analytics.limits.get("params_per_event") if analytics is not None else None
    for container in project.live.containers if limit is not None else ():
        for signal in container_signals(container).live():
            many = len(signal.parameters)
            is_event = signal.platform == "ga4" and signal.kind == "event" and signal.leg == "browser"
            if limit is not None and is_event and many > limit.value:
                tag = name_of(signal)
                message = f"{label('tag', tag)} sends {many} parameters, of which Google Analytics keeps {limit.value}"
                yield problem(container, "tag", tag, message, "parameter", help="leave some out", about=signal.called)
