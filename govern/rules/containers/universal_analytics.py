"""No tag sends to Universal Analytics.

Standard properties stopped processing hits on 1 July 2023, properties of Analytics 360 on 1 July 2024. Since then these
tags send visitors' data to nobody, and take time on every page.

Remedy: delete the tag once a GA4 event tag does its work, and the settings variable with the last of them.

Source: https://support.google.com/analytics/answer/11583528, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.gtm import label
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.containers._live import is_active, problem

HELP = "delete it when a GA4 event tag does its work"


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: Purchase, type: gaawe, parameter: {eventName: purchase}}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: UA Page view, type: ua, parameter: {trackingId: UA-1-1}}]}]",
    level="warning",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, tag in container.bodies("tag").items():
            if tag.get("type") == "ua" and is_active(tag):
                message = (
                    f"{label('tag', name)} sends to Universal Analytics, which has processed nothing since July 2024"
                )
                yield problem(container, "tag", name, message, help=HELP, cause="")
