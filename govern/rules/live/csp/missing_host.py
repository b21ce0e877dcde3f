"""A policy lets through what the site's tags need.

The browser blocks the rest without a word to anyone but the console: the pixel's script loads and its hits vanish. A
platform is looked at when a container or the specs use it, or when the policy itself lets its script in.

Remedy: add the host to the directive that the message names, or let `govern render csp` write the policy. Where a
directive is absent, its fallback speaks: adding a source to connect-src means copying those of default-src.

Source: the hosts stand with their sources in the facts about each platform, `govern/platforms`, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.csp.blocked import blocked, carried, platforms_used
from govern.csp.readers.headers import ServedPolicy
from govern.csp.served import enforced, misspelt, problem
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
csp: script-src 'self' https://connect.facebook.net; img-src 'self' https://www.facebook.com
""",
    bad="""
csp: script-src 'self' https://connect.facebook.net; img-src 'self'
""",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    used = platforms_used(project)
    for served in enforced(project):
        here, said = used | let_in(project, served), set[tuple[str, str]]()
        for platform in filter(None, map(project.platform, sorted(here, key=lambda key: (key != "gtm", key)))):
            yield from missing(project, served, platform, said)


def let_in(project: Project, served: ServedPolicy) -> set[str]:
    """The platforms whose scripts the policy names."""
    directive = served.policy.effective("script-src-elem")
    hosts = {source.host for source in directive.sources if source.host} if directive else set()
    known = filter(None, map(project.platform, project.platform_keys() if hosts else ()))
    return {platform.key for platform in known if platform.facts.browser.own_host in hosts}


def missing(
    project: Project, served: ServedPolicy, platform: Platform, said: set[tuple[str, str]]
) -> Iterator[Problem]:
    """One problem for each directive that blocks something the platform needs, what was `said` of others left out."""
    for name, blocked_there in blocked(served.policy, platform, carried(project, platform)).items():
        hosts = [host for host in blocked_there if (name, host) not in said]
        said.update((name, host) for host in hosts)
        if not hosts or name in misspelt(served.policy):
            continue
        effective = served.policy.effective(name)
        speaks = effective.name if effective is not None else name
        by = name if speaks == name else f"{name} (absent, so {speaks} speaks for it)"
        message = f"{by} does not let through {', '.join(hosts)}, which {platform.name} needs"
        help = f"add {'them' if len(hosts) > 1 else 'it'} to {name}"
        yield problem(served, message, help=help, about=f"{name} {platform.key}")
