"""Nearly every event has an event ID on both legs.

The platform knows by the event ID that the browser's and the server's event are one. An event without it counts twice, and the report shows
more sales than the shop made.

Remedy: send the event ID with each event, the same on both legs; `quality.deduplication_rate` says how many must have it.

Source: Meta's answer to the dataset quality call; `docs/platforms/meta.md`, de-duplication.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem, word
from govern.settings.quality import threshold

SHARE = """
specs: {quality: {deduplication_rate: {warn_below: 90%%}}}
settings:
  - web: [{event_name: Purchase, event_match_quality: {composite_score: 8}, dedupe_key_feedback: [{dedupe_key: event_id,
      browser_events_with_dedupe_key: {percentage: 100}, server_events_with_dedupe_key: {percentage: %s}}]}]
"""


@rule(good=SHARE % 98, bad=SHARE % 55, level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wanted, place = threshold(project, "deduplication_rate")
    for setting in of_kind(project, "quality") if wanted is not None else ():
        for field in ("browser_ids", "server_ids"):
            share = setting.says(field)
            if wanted is not None and isinstance(share, int | float) and share < wanted:
                message = f"{label(setting)}: {share:g} % of {word(field)}, expected at least {wanted:g} %"
                related = (Related("the threshold", place),) if place is not None else ()
                yield problem(setting, message, help="send the event ID with each event", about=field, related=related)
