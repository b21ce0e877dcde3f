"""Visitors' events are not sent in debug mode.

A tag sends `debug_mode` with everything. All visitors turn up in DebugView, where nobody finds his own test any more; and
where the property filters developer traffic, their events are left out of the reports.

Remedy: take the parameter out; `false` does not switch it off. Preview mode of Tag Manager switches it on by itself.

Source: https://support.google.com/analytics/answer/7201382, and
https://socket.dev/npm/package/@analytics/google-analytics/diff/1.0.4, which mended it in a library, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Google tag
        type: googtag
        parameter: {tagId: G-ABC1234567, configSettingsTable: [{parameter: %s, parameterValue: 'true'}]}
        firingTrigger: [All Pages]
"""


@rule(good=CONTAINER % "send_page_view", bad=CONTAINER % "debug_mode", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live():
            debug = signal.parameters.get("debug_mode")
            on = debug is not None and isinstance(debug.source, Text) and debug.source.value.casefold() in ("true", "1")
            if signal.platform == "ga4" and on and name_of(signal) not in said:
                said.add(name_of(signal))
                message = f"{label('tag', name_of(signal))} sends everything in debug mode"
                yield problem(container, "tag", name_of(signal), message, "parameter", help="take debug_mode out")
