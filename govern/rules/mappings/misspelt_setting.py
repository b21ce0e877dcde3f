"""A setting of a destination is spelt as it is read.

`settings` may hold anything, and what nobody reads has no effect: with `advanced_maching: true` no tag asks for advanced
matching, with `data_processing_option: LDU` nothing is limited. The container looks as wished, and the match rate or
the opt-outs do not.

Remedy: take the name that the message suggests.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rekey, rule
from govern.signals.data_use import OPTIONS
from govern.spec.spelling import did_you_mean, meant

SETTINGS = tuple(sorted({
    "ad_account_id", "advanced_matching", "analytics_360", "api", "automatic_events", "consent_mode", "customer_id",
    "login_customer_id", "property_id", "rdp", "redact_ip", *OPTIONS,
}))  # fmt: skip
"""What tags, payloads and rules ask the settings of a destination for."""


@rule(
    good="destinations: [{name: meta, platform: meta, settings: {advanced_matching: true}}]",
    bad="destinations: [{name: meta, platform: meta, settings: {advanced_maching: true}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination in project.destinations:
        for key in destination.settings:
            spelt = meant(key, SETTINGS) if key not in SETTINGS else ""
            if spelt:
                message = f'destination "{destination.name}" has the setting "{key}", which nothing reads'
                place = destination.place("settings", key)
                fix = rekey(place, spelt if spelt not in destination.settings else "")
                yield Problem(place, message, help=did_you_mean(spelt), at_key=True, fix=fix)
