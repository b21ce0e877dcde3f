"""The server tells of events as soon as the specs want.

Events that are sent once an hour, or once a day, come after the moment in which a campaign decides, and those of the browser that they
should complete are counted already.

Remedy: send each event when it happens, or change `quality.latency.delivery`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import label, of_kind, problem
from govern.spec.base import seconds

UPLOAD = """
specs: {quality: {latency: {delivery: 15m}}}
settings: [{web: [{event_name: Purchase, event_match_quality: {composite_score: 8}, data_freshness: {upload_frequency: %s}}]}]
"""
EVERY = {"hourly": 3600, "daily": 86400, "weekly": 604800}


@rule(good=UPLOAD % "real_time", bad=UPLOAD % "hourly", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    wanted = [
        (one.latency.delivery, one.place("latency", "delivery"))
        for one in project.quality
        if one.latency and one.latency.delivery
    ]
    for setting in of_kind(project, "quality") if wanted else ():
        upload, (delivery, place) = str(setting.says("upload") or ""), wanted[0]
        if delivery is not None and EVERY.get(upload, 0) > seconds(delivery):
            message = f"{label(setting)} is told {upload}, expected within {delivery}"
            yield problem(
                setting,
                message,
                help="send each event when it happens",
                about="upload",
                related=(Related("wished here", place),),
            )
