"""A conversion names the thing at the platform that counts it.

Google Ads counts by conversion action, LinkedIn by conversion rule and X by the event made in its Events Manager. An
event that names none arrives and belongs to nothing: the tag assistant shows a hit, the conversions column stays at zero.

Remedy: add to the mapping `conversion_label`, the label of the conversion action (Google Ads in the browser), or
`conversion_action`: the number of the conversion action (Google Ads by a server), of the conversion rule (LinkedIn), the id of the
event such as `tw-o8z6j-o87ne` (X). A second mapping to Google Ads beside one that
names its action fills an audience and needs none.

Source: https://support.google.com/google-ads/answer/7548399, https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema
and https://developer.x.com/en/docs/x-ads-api/measurement/web-conversions/conversions, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import derived
from govern.signals.destinations import platform_at
from govern.signals.mappings import COUNTED_BY, routed


@rule(
    good="""
destinations: [{name: ads, platform: google_ads}]
events: [{name: lead, kind: conversion}]
mappings: [{event: lead, destination: ads, as: conversion, conversion_label: AbC-D_efG-h12_34-567}]
""",
    bad="""
destinations: [{name: ads, platform: google_ads}]
events: [{name: lead, kind: conversion}]
mappings: [{event: lead, destination: ads, as: conversion}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    counted = {(mapping.event, mapping.destination) for mapping in project.mappings if mapping.label}
    for mapping, event, destination in routed(project):
        known = platform_at(project)[destination.name]
        if known is None or known.key not in COUNTED_BY or event.kind != "conversion":
            continue
        what, fields = COUNTED_BY[known.key]
        for_an_audience = known.key == "google_ads" and (event.name, destination.name) in counted
        if mapping.label or for_an_audience or not fields.isdisjoint(mapping.parameters):
            continue
        if id(mapping) not in derived(project):  # deriving its tag says the same
            by_label = known.key == "google_ads" and "browser" in mapping.via
            key, what = (
                ("conversion_label", "label of the conversion action") if by_label else ("conversion_action", what)
            )
            message = f'conversion "{event.name}" goes to "{destination.name}" without a "{key}"'
            yield Problem(mapping.place("as"), message, help=f"name the {what} of {known.name} that counts it")
