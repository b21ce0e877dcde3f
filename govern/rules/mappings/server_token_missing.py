"""A destination that is sent to by server names the token it is sent with.

A server API answers without a token with an error that only the sender's log sees. As long as no token is named here,
nobody is told when it expires either: one day the server events stop, and the dashboard shows a slow fall of the match
quality rather than an alarm.

Remedy: name an entry of `tokens` (`server: {token: meta-capi}`), which holds a reference to the secret, never the
secret. Google's own platforms need none from a server container and are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import underivable
from govern.signals.destinations import at_platforms
from govern.signals.mappings import has_server_leg

WITHOUT = ("ga4", "google_ads", "gtm")
"""Platforms whose server container sends without a token."""


@rule(
    good="""
tokens: {items: [{name: meta-capi, platform: meta, stored_in: 'gcp-secret:hazel-shop/meta-capi', issued: 2026-11-01}]}
destinations: [{name: meta, platform: meta, server: {token: meta-capi}}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead, via: [server]}]
""",
    bad="""
tokens: {items: [{name: meta-capi, platform: meta, stored_in: 'gcp-secret:hazel-shop/meta-capi', issued: 2026-11-01}]}
destinations: [{name: meta, platform: meta, server: {}}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead, via: [server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    used = has_server_leg(project)
    told = {problem.place for problem in underivable(project)}  # deriving its tags says the same
    for destination, platform in at_platforms(project):
        server = destination.server
        if server is None or server.token is not None or destination.name not in used:
            continue
        if not platform.api.hosts or (server.sender == "gtm" and platform.key in WITHOUT):
            continue
        if destination.place("server") not in told:
            message = f'destination "{destination.name}" is sent to by server without a "token"'
            yield Problem(destination.place("server"), message, help='name an entry of "tokens"', at_key=True)
