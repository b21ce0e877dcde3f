"""What says who did it is sent as a match key.

A click ID, a cookie or an e-mail address in `parameters` lands among the facts about the order, where no platform looks
for people. The match quality stays low although the field is there, and in the request's log it looks right.

Remedy: move the field from `parameters` to `match_keys`.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-22; for other platforms the block `customer_information` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.platform_fields import parameters

UNMISTAKABLE = frozenset(
    (
        "email", "email hashed", "phone", "phone hashed", "click id", "click id cookie", "browser id cookie", "client ip",
        "user agent", "li_fat_id cookie", "_ttp cookie", "_scid cookie", "_rdt_uuid", "rdt_cid", "ScCid", "epik",
    )
)  # fmt: skip
"""Labels of match keys whose names no ordinary parameter has; `page_id`, `country` and `user_id` may be anything."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: click, type: string}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {fbc: click}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: click, type: string}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {fbc: click}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for one in parameters(project):
        personal = one.parameter is not None and one.parameter.pii is not None
        if is_match_key(one.platform, one.field) and not personal:
            message = f'{one.said} has "{one.field}" among its parameters, which is a match key of {one.platform.name}'
            yield Problem(one.place, message, help='make it one of the "match_keys"', at_key=True)


def is_match_key(platform: Platform, field: str) -> bool:
    """Whether a field is a match key of the platform and nothing else."""
    known = platform.match_keys.get(field)
    elsewhere = field in platform.parameters or field in platform.envelope
    return known is not None and known.verified and known.label in UNMISTAKABLE and not elsewhere
