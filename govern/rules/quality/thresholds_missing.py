"""Where a server sends, thresholds say from when on somebody should look.

Browser tags fail where somebody may see it; a server fails in silence. An expired token, a field that changed its name,
and purchases stop arriving: without thresholds the first to notice is whoever reads the month's report.

Remedy: write a `quality` section, at least `event_match_quality`, `discrepancy` and `error_rate`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule

SPECS = """
sites: [{name: shop, domains: {production: [www.shop.example]}, first_party: https://t.shop.example,
         consent: {default: denied, wait_for_update: 500}}]
destinations: [{name: meta, platform: meta, site: shop, server: {}}]
"""


@rule(good=f"{SPECS}quality: {{error_rate: {{warn_above: 5%}}}}", bad=SPECS, level="note")
def check(project: Project) -> Iterator[Problem]:
    if project.quality or not project.is_whole("quality"):
        return
    for destination in project.destinations:
        site = project.site_by_name.get(destination.site or "")
        if destination.server is not None and site is not None and site.domains.get("production"):
            message = (
                f'destination "{destination.name}" is sent to by a server, and no quality section says what is normal'
            )
            yield Problem(
                destination.place("server"),
                message,
                help="write a quality section with event_match_quality, discrepancy and error_rate",
            )
            return
