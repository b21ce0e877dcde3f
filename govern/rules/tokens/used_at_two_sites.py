"""A token is used at one site.

Where two sites share a token, whoever reads it on the server of the one can send purchases to the account of the other,
and the day it is rotated for one of them the other goes silent. In its dashboard that looks like a bad day.

Remedy: make a token for each site and name it at its destinations; for one platform account that serves both sites, say
so as the reason of an ignore comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.sections.destinations import Destination

SITES = """
sites: [{name: shop}, {name: blog}]
tokens:
  items:
    - {name: shop-capi, platform: meta, stored_in: vault:shop, owner: data-team, expires: 2099-12-31}"""
OWN = "    - {name: blog-capi, platform: meta, stored_in: vault:blog, owner: data-team, expires: 2099-12-31}"
SHOP = "{name: shop-meta, platform: meta, site: shop, server: {token: shop-capi}}"
BLOG = "{name: blog-meta, platform: meta, site: blog, server: {token: %s}}"


@rule(
    good=f"{SITES}\n{OWN}\ndestinations: [{SHOP}, {BLOG % 'blog-capi'}]",
    bad=f"{SITES}\ndestinations: [{SHOP}, {BLOG % 'shop-capi'}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[str, Destination] = {}
    for destination in project.destinations:
        token = destination.server.token if destination.server is not None else None
        if token is None or destination.site is None or token not in project.token_by_name:
            continue
        other = first.setdefault(token, destination)
        if other.site != destination.site:
            message = f'token "{token}" is used at site "{other.site}" and at site "{destination.site}"'
            related = (Related("the other site's destination", other.place("server", "token")),)
            yield Problem(destination.place("server", "token"), message, related, "make one for each site", cause=token)
