"""A domain is a host name, without scheme and path.

Tags look their account up by the host name of the page. `https://www.shop.example/` or `www.shop.example/en` is the name
of no page, so on the whole site no account is found, and the channel shows nothing from the first day.

Remedy: write the host name alone, such as `www.shop.example`; `*.shop.example` stands for all below it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.hosts import HOST, domains, host_of


@rule(
    good="sites: [{name: shop, domains: {production: [www.shop.example]}}]",
    bad="sites: [{name: shop, domains: {production: ['https://www.shop.example/en']}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for site, _, domain, place in domains(project):
        if not HOST.fullmatch(domain):
            message = f'domain "{domain}" of site "{site.name}" is not a host name, so no page is ever on it'
            host = host_of(domain) or domain.strip().partition("/")[0]
            help = f"write {host}" if HOST.fullmatch(host) else "write a name such as www.shop.example"
            yield Problem(place, message, help=help, fix=put(place, host if HOST.fullmatch(host) else ""))
