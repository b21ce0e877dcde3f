"""A grant for a container names one that the specs declare.

A grant for a container that nobody declares is a slip of a letter, or for a container that was replaced long ago: the
access that the person needs is missing, and access that nobody reviews stays.

Remedy: take the id that the message suggests, or declare the container at its site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import suggest

SITE = "sites: [{name: shop, containers: {web: GTM-ABC1234}}]"
GRANT = "{who: a@b.example, platform: gtm, asset: %s, role: read, approved_by: c@b.example, reason: reports}"
CONTAINER = regex(r"GTM-[A-Z0-9]+", re.IGNORECASE)


@rule(
    good=f"{SITE}\naccess: {{grants: [{GRANT % 'GTM-ABC1234'}]}}",
    bad=f"{SITE}\naccess: {{grants: [{GRANT % 'GTM-ABC1243'}]}}",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("sites", "containers"):
        return
    ids = {
        id for site in project.sites if site.containers for id in (site.containers.web, site.containers.server) if id
    }
    ids |= {entry.id for entry in project.container_entries}
    known = {id.casefold() for id in ids}
    all_sound = all(map(CONTAINER.fullmatch, ids))  # otherwise sites/container-id speaks, and the asset may be right
    for grant, place in project.grants():
        asset = (grant.asset or "").strip()
        if known and all_sound and CONTAINER.fullmatch(asset) and asset.casefold() not in known:
            message = (
                f'grant of "{grant.role}" to "{grant.who}" is for "{asset}", which is not a container of the specs'
            )
            where = place.replace(route=(*place.route, "asset"))
            yield Problem(where, message, help=suggest(asset, sorted(ids)), cause=asset)
