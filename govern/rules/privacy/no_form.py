"""A match key gets values that can be brought into the form the platform compares.

A phone number without its country, a country by its name, a date of birth with the day first: what the platform compares
cannot be made of it, so the field is left out or hashes to something that nobody else has. Every event looks complete in
the specs, and the match quality does not move.

Remedy: send the value as the message asks for, and change the example with it.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-22; for other platforms `normalise` in the block `customer_information` of `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.payloads.normalise import normalised
from govern.platforms.facts import MatchKey
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameter_values import expectation
from govern.signals.personal_data import class_of_key, is_hash, says_hashed
from govern.signals.platform_fields import match_keys
from govern.spec.sections.mappings import Mapping
from govern.spec.sections.sites import phone_plan_of

WANTED = {
    "phone": "write it with its country, such as +16505550134, or name the site's country in countries",
    "country": "write the two letters of ISO 3166, such as DE",
    "birth_date": "write it as 1990-12-31",
    "ip": "write an address of IP version 4 or 6",
    "gender": "write f or m",
    "state": "write its two letters",
}


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: land, type: string, pii: country}], examples: [{land: DE}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {country: land}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: land, type: string, pii: country}], examples: [{land: Germany}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {country: land}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    seen: set[Place] = set()
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        if key is None or not key.verified or one.parameter is None:
            continue
        kind, plan = class_of_key(key), plan_of(project, one.mapping)
        if one.parameter.pii not in (None, kind) or says_hashed(one.parameter):
            continue  # another kind of data is the mistake, not its form; a hash has none any more
        for place, value in one.samples():
            if place in seen or not isinstance(value, str) or expectation(one.parameter, value) or is_hash(value):
                continue
            if not has_form(key, kind, value, plan):
                seen.add(place)
                message = f'an example of "{one.name}" has no form that {one.platform.name} compares as "{one.field}"'
                yield Problem(place, message, help=WANTED.get(kind or "", ""))


def has_form(key: MatchKey, kind: str | None, value: str, plan: str) -> bool:
    """Whether the platform's form can be made of a value; `plan` is how phone numbers without a country are read."""
    steps = tuple(f"{step}:{plan}" if plan and step == "phone_number" else step for step in key.normalise)
    if kind == "ip" and "ipv4_or_ipv6" not in steps:
        steps = ("trim", "ipv4_or_ipv6")
    return normalised(value, steps) is not None


def plan_of(project: Project, mapping: Mapping) -> str:
    """How the senders and templates of a mapping's site read phone numbers without a country."""
    destination = project.destination_by_name.get(mapping.destination)
    return phone_plan_of(project.site_by_name.get(destination.site or "")) if destination is not None else ""
