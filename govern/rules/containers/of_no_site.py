"""Every container with raw entities is one that a site names.

A container of no site is rendered and compared, and belongs to nobody: after a new container was made, or a site was
renamed, its old tags stay in the specs and look as if they were live. Containers of apps and of AMP pages are passed over.

Remedy: name its id under the site's `containers`, or remove the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import letters, suggest

SITE = "sites: [{name: shop, containers: {web: GTM-ABC1234}}]"


@rule(
    good=f"{SITE}\ncontainers: [{{id: GTM-ABC1234, context: web}}]",
    bad=f"{SITE}\ncontainers: [{{id: GTM-ABC1243, context: web}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    named = [
        id for site in project.sites if site.containers for id in (site.containers.web, site.containers.server) if id
    ]
    if not project.is_whole("sites"):
        return
    seen, misspelt = set(), {letters(id) for id in named}  # of gtm_abc1234 speaks sites/container-id
    for entry in project.container_entries:
        if (
            named
            and entry.id not in named
            and letters(entry.id) not in misspelt
            and entry.id not in seen
            and entry.context in (None, "web", "server")
        ):
            seen.add(entry.id)
            message = f'container "{entry.id}" is the container of no site'
            yield Problem(entry.place("id"), message, help=suggest(entry.id, named) or "name it under a site")
