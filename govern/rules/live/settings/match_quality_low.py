"""Match quality is at least what the specs want.

The score says for how many events the platform finds the person. Below the threshold it does not find many of those who bought, so campaigns
learn from a part of the sales, and that part is not a sample.

Remedy: send more match keys, those first that the message names, and send them from both legs.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem
from govern.settings.quality import threshold
from govern.settings.told import quoted

SCORE = """
specs: {quality: {event_match_quality: {target: 8, warn_below: 6}}}
settings:
  - web: [{event_name: Purchase, event_match_quality: {composite_score: %s, match_key_feedback: [{identifier: phone, coverage: {percentage: 3}}]}}]
"""


@rule(good=SCORE % 8.2, bad=SCORE % 4.1, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wanted, place = threshold(project, "event_match_quality")
    for setting in of_kind(project, "quality") if wanted is not None else ():
        score = setting.says("score")
        if wanted is not None and isinstance(score, int | float) and score < wanted:
            missing = setting.says("missing")
            keys = f"; missing: {quoted(missing)}" if missing else ""
            message = f"{label(setting)} has the match quality {score}, expected at least {wanted}{keys}"
            related = (Related("the threshold", place),) if place is not None else ()
            yield problem(setting, message, help="send more match keys", about="score", related=related)
