"""A site's container has the id of a Tag Manager container.

A measurement ID, an account number or an id with a letter too few loads nothing: the page asks Google for a container
that does not exist, and every tag of the site is silent from that release on.

Remedy: copy the id from Tag Manager, where it stands beside the container's name: `GTM-` and some letters and digits.

Source: https://tagmanager.googleapis.com/$discovery/rest?version=v2, checked 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.spec.spelling import did_you_mean

OTHER_IDS = regex(r"(?:G|AW|DC|GT|UA|MC)-[A-Z0-9-]+|[0-9]{5,}", re.IGNORECASE)


@rule(
    good="sites: [{name: shop, containers: {web: GTM-ABC1234}}]",
    bad="sites: [{name: shop, containers: {web: gtm-abc1234}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    gtm = project.platform("gtm")
    form = gtm.identifiers.get("container_public_id") if gtm is not None else None
    for site in project.sites:
        for key in ("web", "server"):
            id = getattr(site.containers, key, None)
            if id is None or form is None or form.accepts(id):
                continue
            if OTHER_IDS.fullmatch(id) or id.strip().upper().startswith("GTM"):
                message = f'{key} container "{id}" of site "{site.name}" is not a Tag Manager id, expected GTM- and 4 to 9 letters or digits'
                meant = id.strip().upper() if form.accepts(id.strip().upper()) else ""
                help = did_you_mean(meant) or "copy the id from Tag Manager"
                place = site.place("containers", key)
                yield Problem(place, message, help=help, fix=put(place, meant))
