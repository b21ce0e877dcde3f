"""The first-party endpoint is reached over https.

A page over https may not load a script over http: the browser blocks it, and nothing is counted at all. What is sent over
http can be read and changed by everybody on the way, order numbers and hashed addresses included.

Remedy: write `https://`; the server needs a certificate for its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.hosts import LOCAL, host_of


@rule(
    good="sites: [{name: shop, first_party: https://t.shop.example}]",
    bad="sites: [{name: shop, first_party: http://t.shop.example}]",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        url = site.first_party or ""
        if url.lower().startswith("http://") and host_of(url) not in LOCAL:
            message = f'endpoint "{url}" of site "{site.name}" is reached over http, which browsers block'
            place, right = site.place("first_party"), f"https{url[4:]}"
            yield Problem(place, message, help=f"write {right}", fix=put(place, right))
