"""The first-party endpoint is below the site's own domain.

Cookies that the endpoint sets belong to the page only if both names share what was registered: `t.shop.example` and
`www.shop.example` do, `t.provider.example` does not. The setup looks finished and works as a third party: in Safari
visitors are new ones after seven days.

Remedy: point a name below the site's own domain at the server. Names are compared by their last two labels, or three
where the ending is a country's (`shop.co.uk`).

Source: https://developers.google.com/tag-platform/tag-manager/server-side/custom-domain, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.hosts import HOST, host_of, registrable


@rule(
    good="sites: [{name: shop, domains: {production: [www.shop.example]}, first_party: https://t.shop.example}]",
    bad="sites: [{name: shop, domains: {production: [www.shop.example]}, first_party: https://t.provider.example}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for site in project.sites:
        host, own = host_of(site.first_party or ""), site.domains.get("production", ())
        if not all(map(HOST.fullmatch, own)):
            continue  # sites/domain-form speaks first
        if host and own and registrable(host) not in {registrable(domain) for domain in own}:
            message = (
                f'endpoint "{host}" of site "{site.name}" is not below {registrable(own[0])}, so it is a third party'
            )
            related = (Related("the site's domains", site.place("domains", "production")),)
            yield Problem(site.place("first_party"), message, related, f"take a name below {registrable(own[0])}")
