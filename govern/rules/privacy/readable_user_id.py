"""A user ID that is sent as it is says nothing about the person.

Google Analytics, LinkedIn and Microsoft take the advertiser's own id for a visitor unhashed. Filled with the e-mail
address or the phone number, it puts readable personal data into every row; Google closes properties for that.

Remedy: map an id that only your own systems can resolve, such as the customer number's hash.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23; for other platforms the block
`customer_information` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.personal_data import DIRECT, class_of_key, says_hashed
from govern.signals.platform_fields import match_keys


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: sign_in, parameters: [{name: member, type: string, pii: external_id}, {name: email, type: email, pii: email}]}]
mappings: [{event: sign_in, destination: ga4, as: login, match_keys: {user_id: member}}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events: [{name: sign_in, parameters: [{name: member, type: string, pii: external_id}, {name: email, type: email, pii: email}]}]
mappings: [{event: sign_in, destination: ga4, as: login, match_keys: {user_id: email}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        plain = key is not None and key.verified and key.hash in ("forbidden", "allowed")
        if key is None or not plain or class_of_key(key) != "external_id" or one.parameter is None:
            continue
        if one.parameter.pii in DIRECT and not says_hashed(one.parameter):
            message = f'{one.said} sends "{one.name}" ({one.parameter.pii}) unhashed as "{one.field}"'
            related = (Related("the parameter is here", one.at_parameter()),)
            yield Problem(one.place, message, related, "map an id that only your own systems can resolve")
