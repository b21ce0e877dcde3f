"""What a back end sends to Google Ads names the conversion action by its number.

A conversion has two names: the label of its tag (`AbC-D_efG-h12_34-567`), which browsers send, and the number of its
conversion action, which the API asks for. A request with a label is refused, so only the browser's conversions are counted.

Remedy: write the number as `conversion_action`, and the label of the tag as `conversion_label`. The number stands in the address of
the conversion action's page in Google Ads, as `ctId`.

Source: https://developers.google.com/data-manager/api/devguides/events/send-events (`productDestinationId`) and the discovery document of
the Data Manager API, revision 20261106, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.payloads.sent import sent_by_servers
from govern.project import Project
from govern.rules import Problem, rule

NUMBER = regex(r"(customers/[0-9]+/conversionActions/)?[0-9]+")
ADS = "{name: ads, platform: google_ads, id: AW-123456789, settings: {customer_id: 123-456-7890}, server: {sender: backend}}"


@rule(
    good=f"""
events: [{{name: lead}}]
destinations: [{ADS}]
mappings:
  - {{event: lead, destination: ads, as: conversion, via: [server], conversion_action: '123456789', conversion_label: AbC-D_efG-h12}}
""",
    bad=f"""
events: [{{name: lead}}]
destinations: [{ADS}]
mappings: [{{event: lead, destination: ads, as: conversion, via: [server], conversion_action: AbC-D_efG-h12}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for sent in sent_by_servers(project):
        if sent.platform.key != "google_ads" or sent.server.sender != "backend":
            continue
        mapping, given = sent.mapping, sent.mapping.conversion_action
        if given is not None and not NUMBER.fullmatch(given):
            message = f'a back end sends "{mapping.event}" to "{mapping.destination}" with "{given}", which is not the number of a conversion action'
            help = "write the number here, and the label of the tag as conversion_label"
            yield Problem(mapping.place("conversion_action"), message, help=help)
        elif given is None and mapping.conversion_label is not None:
            message = f'a back end sends "{mapping.event}" to "{mapping.destination}" without the number of its conversion action'
            yield Problem(mapping.place("conversion_label"), message, help="write it as conversion_action", at_key=True)
