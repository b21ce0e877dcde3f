"""A parameter that identifies a person to a platform says with its class that it holds personal data.

A match key such as a hashed e-mail address, a city or a date of birth is personal data by what it is for, whatever the
parameter is called. Without a class nothing keeps the same parameter from leaving as a plain one with the next mapping,
and whoever asks which personal data goes where is not told of it.

Remedy: add `pii` with the class that the message names, or send another parameter under that key.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.personal_data import class_of, class_of_key
from govern.signals.platform_fields import match_keys


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: place, type: string, pii: city}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {ct: place}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: place, type: string}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {ct: place}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    said: set[Place] = set()
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        kind = class_of_key(key) if key is not None and key.hash in ("required", "automatic") else None
        if kind is None or one.parameter is None or one.parameter.pii is not None:
            continue
        place = one.at_parameter()
        if place not in said and class_of(one.parameter, one.name) is None:  # its name says so too: another rule
            said.add(place)
            message = (
                f'parameter "{one.name}" is the match key "{one.field}" of {one.platform.name} and has no "pii" class'
            )
            yield Problem(place, message, help=f'add "pii: {kind}"', at_key=True)
