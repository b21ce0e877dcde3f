"""A match key that the platform reads as it is gets the value, not its hash.

IP addresses, browser names, click IDs and cookies are compared as they are. A hash of one matches nobody; the platform
says nothing, and the match quality stays where it was.

Remedy: map the value itself, or the match key that takes the hash.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-22; for other platforms the block `customer_information` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.personal_data import class_of_key, holds_hashes
from govern.signals.platform_fields import match_keys


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: ip, type: string, pii: ip}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {client_ip_address: ip}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: ip, type: string, pii: ip, format: sha256}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {client_ip_address: ip}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        kind = class_of_key(key) if key is not None else None
        other_kind = kind is not None and one.parameter is not None and one.parameter.pii not in (None, kind)
        if key is None or not key.verified or key.hash != "forbidden" or kind == "external_id" or other_kind:
            continue  # an id may be a hash; another kind of data is the matter of privacy/wrong-class
        if holds_hashes(one):
            message = (
                f'{one.said} fills "{one.field}", which {one.platform.name} takes as it is, with the hash "{one.name}"'
            )
            related = (Related("the parameter is here", one.at_parameter()),)
            yield Problem(one.place, message, related, "map the value itself")
