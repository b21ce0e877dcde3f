"""A key event is something that a visitor has to do.

Page views, scrolling, the beginning of a session and the first visit come with every visitor, without his doing. As key events they make
each visit a success: the rate of key events is near 100 %, and an import into Google Ads bids for visits.

Remedy: take the mark away under Admin › Events › Key events.

Source: the events that Analytics collects by itself, `docs/platforms/ga4.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.held import pairs
from govern.settings.live import identity, label, of_kind, problem
from govern.settings.missing import EVERY_VISIT

EVENT = "settings: [{keyEvents: [{name: properties/7/keyEvents/1, eventName: %s, deletable: true, countingMethod: ONCE_PER_EVENT}]}]"


@rule(good=EVENT % "generate_lead", bad=EVENT % "page_view", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wished = {identity(pair.live) for pair in pairs(project)}
    for setting in of_kind(project, "key_event"):
        if setting.name in EVERY_VISIT and not setting.says("system") and identity(setting) not in wished:
            message = f"{label(setting)} comes with every visit, so each visit counts as a success"
            yield problem(setting, message, help="take the mark of a key event away")
