"""An account that is sent match keys has accepted the terms for them.

Google Ads takes hashed addresses and telephone numbers only from accounts that have accepted its customer data terms. Until then the keys are
sent, personal data leaves the house, and nothing is matched.

Remedy: accept the terms under Goals › Settings › Customer data terms, or take the match keys out of the mapping.

Source: `ConversionTrackingSetting.acceptedCustomerDataTerms` in the description of the Google Ads API, v23, revision 20260820.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.bound import destination_of
from govern.settings.collected import at
from govern.settings.live import label, of_kind, problem

CUSTOMER = """
specs:
  destinations: [{name: ads, platform: google_ads, id: AW-100000001}]
  events: [{name: lead, description: Somebody asked., parameters: [{name: email, type: email, pii: email}]}]
  mappings: [{event: lead, destination: ads, as: conversion, match_keys: {email: email}}]
settings:
  - results: [{customer: {resourceName: customers/5, id: "5", timeZone: Europe/Madrid, currencyCode: EUR, autoTaggingEnabled: true,
      conversionTrackingSetting: {acceptedCustomerDataTerms: %s}}}]
"""


@rule(good=CUSTOMER % "true", bad=CUSTOMER % "false", level="warning", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "account"):
        destination = destination_of(project, setting)
        if destination is None or setting.says("customer_data_terms") is not False:
            continue
        for mapping in at(project, destination):
            if mapping.match_keys:
                message = f'{label(setting)} has not accepted the customer data terms, and event "{mapping.event}" sends it match keys'
                related = (Related("sent here", mapping.place("match_keys")),)
                yield problem(setting, message, help="accept the terms, or take the match keys out", related=related)
                break
