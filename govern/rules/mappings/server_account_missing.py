"""A destination that a back end sends to has the account that the platform's server API is addressed by.

Most platforms are addressed by the id of their tag, the destination's `id`. Google Ads is addressed by the customer's number and Pinterest by
the ad account, which no tag knows: without them the rendered senders have no address, and the event stays at home.

Remedy: write `settings: {customer_id: 123-456-7890}` at a Google Ads destination, `settings: {ad_account_id: '...'}` at
one of Pinterest. A server container asks for neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.mappings._known import destinations

SETTINGS = {"google_ads": "customer_id", "pinterest": "ad_account_id"}
"""The settings that hold an account which the destination's id does not tell."""


@rule(
    good="""
events: [{name: purchase}]
destinations:
  - {name: pins, platform: pinterest, settings: {ad_account_id: '549755885175'}, server: {sender: backend}}
mappings: [{event: purchase, destination: pins, as: checkout, via: [server]}]
""",
    bad="""
events: [{name: purchase}]
destinations: [{name: pins, platform: pinterest, id: '2612345678901', server: {sender: backend}}]
mappings: [{event: purchase, destination: pins, as: checkout, via: [server]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    needed = {
        mapping.destination
        for mapping in project.mappings
        if "server" in mapping.via and not (mapping.conversion_action or "").startswith("customers/")
    }
    for destination, platform in destinations(project):
        setting, server = SETTINGS.get(platform.key), destination.server
        if setting is None or server is None or server.sender != "backend" or destination.name not in needed:
            continue
        if not destination.settings.get(setting):
            message = f'destination "{destination.name}" is sent to by a back end without "{setting}" in its settings'
            yield Problem(destination.place(), message, help=f"{platform.name}'s server API is addressed by it")
