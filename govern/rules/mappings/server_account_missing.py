"""A destination that a back end sends to has the account that the platform's server API is addressed by.

Most platforms are addressed by the id of their tag, the destination's `id`. Google Ads is addressed by the customer's
number and Pinterest by the ad account, which no tag knows: without them the rendered senders have no address. Nothing is
sent, and the dashboard shows the browser's events only.

Remedy: write `settings: {customer_id: 123-456-7890}` at a Google Ads destination, `settings: {ad_account_id: '...'}` at
one of Pinterest, and the property's number beside `api: data_manager` at one of Analytics. A server container asks for neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.payloads.layout import layout
from govern.payloads.sent import sent_by_servers
from govern.project import Project
from govern.rules import Problem, rule

SETTINGS = {
    ("google_ads", ""): "customer_id",
    ("pinterest", ""): "ad_account_id",
    ("ga4", "data_manager"): "property_id",
}
"""The settings that hold an account which the destination's id does not tell, by platform and by the API that is chosen there."""


@rule(
    good="""
events: [{name: purchase}]
destinations:
  - {name: pins, platform: pinterest, id: '2612345678901', settings: {ad_account_id: '549755885175'}, server: {sender: backend}}
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
    said = set()
    for sent in sent_by_servers(project):
        name, key = sent.destination.name, sent.platform.key
        setting = SETTINGS.get((key, sent.setting("api"))) or SETTINGS.get((key, ""))
        module = layout(sent.platform.key)
        if setting is None or module is None or name in said or sent.server.sender != "backend":
            continue
        said.add(name)
        if not module.endpoint(sent).urls:
            message = f'destination "{name}" is sent to by a back end without "{setting}" in its settings'
            help = f"add it: the server API of {sent.platform.name} is addressed by it"
            yield Problem(sent.destination.place("settings"), message, help=help, at_key=True)
