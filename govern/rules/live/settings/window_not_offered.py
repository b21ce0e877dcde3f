"""A live window is one that its platform offers.

Platforms take windows away. What was set before then stays in the answers of the interface for a while, and the platform already
counts by another one.

Remedy: choose one of the windows that are offered, in the message, and write it into the specs.

Source: the windows of each platform in `docs/platforms`, with their days.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import in_use, label, problem, value, word
from govern.spec.base import DURATION, seconds

RULE = """
settings:
  - elements: [{id: 5, name: Order, type: KEY_PAGE_VIEW, conversionMethod: INSIGHT_TAG, postClickAttributionWindowSize: %s}]
"""


@rule(good=RULE % 30, bad=RULE % 45, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "conversion", "ad_set"):
        platform = project.platform(setting.platform)
        for field in ("click", "view", "engaged_view"):
            length, offered = setting.says(field), platform.windows.get(field) if platform is not None else None
            if not isinstance(length, str) or offered is None or not offered.verified or not DURATION.accepts(length):
                continue
            if seconds(length) and not offered.offered_on(seconds(length), project.today):
                shown = value(setting, field)
                message = f'{label(setting)} has the {word(field)} "{shown}", which is not offered: {offered.offered()}'
                yield problem(setting, message, help="choose one of these", about=field)
