"""Scripts and frames are loaded by https.

On a page that is served by https a browser does not load a script, a frame or data from an `http:` address. The tag fires and
nothing comes of it; on a page without encryption anybody on the way can put other code in its place.

Remedy: write https, if the vendor still serves it; otherwise the tag is dead and can go.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.hosts import Reached, reached
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "var s = document.createElement('script'); s.src = 'https://cdn.example/a.js';",
    bad=CONTAINER % "var s = document.createElement('script'); s.src = 'http://cdn.example/a.js';",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            found = next(filter(is_blocked, reached(container, holder)), None)
            if found is not None:
                message = (
                    f'{label(holder.kind, holder.name)} loads "{found.address[:80]}" without encryption in line {found.line}, '
                    "which browsers block on pages with https"
                )
                yield problem(container, holder.kind, holder.name, message, *holder.route, help="write https")


def is_blocked(found: Reached) -> bool:
    """Whether a page with https does not get it; images are asked for by https instead, and one's own machine is trusted."""
    local = found.host in ("localhost", "127.0.0.1") or found.host.endswith(".localhost")
    return found.address.lower().startswith("http://") and found.how != "img" and bool(found.host) and not local
