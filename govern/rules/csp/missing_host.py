"""A policy lets through what the site's tags need.

The browser blocks the rest without a word to anyone but the console: the pixel's script loads and its hits vanish. A
platform is looked at when a container or the specs use it, or when the policy itself lets its script in.

Remedy: add the host to the directive that the message names, or let `govern render csp` write the policy. Where a
directive is absent, its fallback speaks: adding a source to connect-src means copying those of default-src.

Source: the hosts stand with their sources in the facts about each platform, `govern/platforms`, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.live.csp import ServedPolicy
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.csp._needs import blocked, platforms_used
from govern.rules.csp._served import enforced, problem


@rule(
    good="""
csp: script-src 'self' https://connect.facebook.net; img-src 'self' https://www.facebook.com
""",
    bad="""
csp: script-src 'self' https://connect.facebook.net; img-src 'self'
""",
    level="warning",
    over="live",
)
def check(project: Project) -> Iterator[Problem]:
    used = platforms_used(project)
    for served in enforced(project):
        here = used | let_in(served)
        for platform in filter(None, map(project.platform, sorted(here))):
            yield from missing(served, platform)


def let_in(served: ServedPolicy) -> set[str]:
    """The platforms whose scripts the policy names."""
    directive = served.policy.effective("script-src-elem")
    hosts = {source.host for source in directive.sources} if directive else set()
    return {key for key, script in OWN_SCRIPTS.items() if script in hosts}


OWN_SCRIPTS = {
    "ga4": "www.google-analytics.com",
    "google_ads": "www.googleadservices.com",
    "linkedin": "snap.licdn.com",
    "meta": "connect.facebook.net",
    "microsoft_ads": "bat.bing.com",
    "pinterest": "s.pinimg.com",
    "reddit": "www.redditstatic.com",
    "snapchat": "sc-static.net",
    "tiktok": "analytics.tiktok.com",
    "x": "static.ads-twitter.com",
}
"""Hosts that serve nothing but one platform's own script, so that a policy which names one wants that platform."""


def missing(served: ServedPolicy, platform: Platform) -> Iterator[Problem]:
    """One problem for each directive that blocks something the platform needs."""
    for name, hosts in blocked(served.policy, platform).items():
        effective = served.policy.effective(name)
        speaks = effective.name if effective is not None else name
        by = name if speaks == name else f"{name} (absent, so {speaks} speaks for it)"
        message = f"{by} does not let through {', '.join(hosts)}, which {platform.name} needs"
        help = f"add {'them' if len(hosts) > 1 else 'it'} to {name}"
        yield problem(served, message, help=help, about=f"{name} {platform.key}")
