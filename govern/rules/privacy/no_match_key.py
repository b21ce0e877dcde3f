"""An event that only a back end sends says with at least one match key who did it.

A server container knows the browser's cookies and addresses. A back end knows what the mapping sends and nothing else:
without a match key the platform refuses the event or counts it for nobody, and the campaign gets no conversion.

Remedy: map an e-mail address, a phone number, a click ID or your own id for the customer to one of `match_keys`.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-22; for other platforms the block `event_envelope` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_backend_alone

WHO = ("user_data", "user", "userData", "identifiers")
"""The envelope's field in which platforms want to know who did it."""


@rule(
    good="""
destinations: [{name: meta, platform: meta, server: {sender: backend}}]
events: [{name: deal, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: deal, destination: meta, as: Lead, via: [server], action_source: system_generated, match_keys: {em: email}}]
""",
    bad="""
destinations: [{name: meta, platform: meta, server: {sender: backend}}]
events: [{name: deal, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: deal, destination: meta, as: Lead, via: [server], action_source: system_generated}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_backend_alone(project):
        sent = mapping.match_keys.keys() | mapping.parameters.keys()
        if asks_who(platform) and sent.isdisjoint(platform.match_keys):
            message = f'event "{mapping.event}" goes to "{mapping.destination}" by a back end alone without a match key'
            yield Problem(mapping.place("via"), message, help=f"map who did it, which {platform.name} has to know")


def asks_who(platform: Platform) -> bool:
    """Whether a platform insists on knowing who did it."""
    return any(
        platform.envelope[name].required and platform.envelope[name].verified
        for name in WHO
        if name in platform.envelope
    )
