"""A conversion action belongs to the account of its destination.

Google Ads shows a conversion as `AW-123456789/AbC-dEfG`, X an event as `tw-o8z6j-o87ne`: the account stands in front. Where it
is another client's, copied with the rest of the mapping, the hit goes to this account with a label that it does not have:
the tag assistant is content, and the conversions column stays at zero.

Remedy: copy the label of the account that the destination names, or correct the destination's `id`.

Source: https://developer.x.com/en/docs/x-ads-api/measurement/web-conversions/conversions, checked 2026-11-22; how Google's tags
write it is in `govern/platforms/google_ads/facts.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.account_ids import ids
from govern.signals.mappings import by_platform

ACCOUNT = {"google_ads": regex(r"AW-([0-9]+)/"), "x": regex(r"tw-([a-z0-9]+)-")}
"""How a conversion action begins that says its account."""


@rule(
    good="""
destinations: [{name: ads, platform: google_ads, id: AW-123456789}]
events: [{name: lead, kind: conversion}]
mappings: [{event: lead, destination: ads, as: conversion, conversion_action: AW-123456789/AbC-D_efG-h12}]
""",
    bad="""
destinations: [{name: ads, platform: google_ads, id: AW-123456789}]
events: [{name: lead, kind: conversion}]
mappings: [{event: lead, destination: ads, as: conversion, conversion_action: AW-987654321/AbC-D_efG-h12}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        form, destination = ACCOUNT.get(platform.key), project.destination_by_name[mapping.destination]
        key = "conversion_label" if mapping.conversion_label else "conversion_action"
        found = form.match(mapping.label or "") if form is not None else None
        written = [(route, id.removeprefix("AW-")) for route, id in ids(destination)]
        if found and written and found[1] not in {id for _, id in written}:
            message = f'conversion action "{mapping.label}" is of another account than "{mapping.destination}"'
            related = (Related("the account is here", destination.place(*written[0][0])),)
            yield Problem(mapping.place(key), message, related, "copy it from the account of the destination")
