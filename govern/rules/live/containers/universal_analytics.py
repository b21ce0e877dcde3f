"""No tag sends to Universal Analytics.

Standard properties stopped processing hits on 1 July 2023, properties of Analytics 360 on 1 July 2024. Since then these
tags send visitors' data to nobody, and take time on every page. Code of one's own that loads `analytics.js` or names a
`UA-` property is one of them, and so is a tag for AMP pages.

Remedy: delete the tag once a GA4 event tag does its work, and the settings variable with the last of them.

Source: https://support.google.com/analytics/answer/11583528, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import code_of, firing, problem
from govern.gtm.texts import says
from govern.project import Project
from govern.rules import Problem, rule

IN_HTML = regex(
    r"google-analytics\.com/(?:analytics|ga)\.js|['\"](?:create|config)['\"]\s*,\s*['\"]UA-[0-9]|_setAccount['\"]\s*,\s*['\"]UA-[0-9]"
)
"""How code of one's own loads Universal Analytics, or names a property of it."""

HELP = "delete it when a GA4 event tag does its work"

CONTAINER = "containers: [{id: GTM-ABC1234, tags: [%s]}]"


@rule(
    good=CONTAINER % "{name: Page view, type: gaawe, parameter: {eventName: page_view}, firingTrigger: [All Pages]}",
    bad=CONTAINER % "{name: Page view, type: ua, parameter: {trackingId: UA-1-1}, firingTrigger: [All Pages]}",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        by_code = says(container, "google-analytics.com/", "ua-")
        for name, tag in firing(container).items():
            if tag.get("type") in ("ua", "ua_amp") or (by_code and IN_HTML.search(code_of(tag))):
                message = (
                    f"{label('tag', name)} sends to Universal Analytics, which has processed nothing since July 2024"
                )
                yield problem(container, "tag", name, message, help=HELP, cause="")
