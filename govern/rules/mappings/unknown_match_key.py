"""A match key has the name that the platform knows it by.

A match key under another name (`email` instead of Meta's `em`) is one more field that the platform ignores. The events
arrive, the match quality stays low, and the conversions that could have been attributed are not.

Remedy: take the platform's name, for instance the one that the message suggests.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-22; for other platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rekey, rule
from govern.signals.mappings import by_platform
from govern.signals.required_parameters import turned
from govern.spec.sections.mappings import Mapping
from govern.spec.spelling import did_you_mean, meant, suggest


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {em: email}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: email, type: email, pii: email}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {email: email}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        for key in mapping.match_keys:
            if platform.match_keys and key not in platform.match_keys and not is_turned(project, mapping, key):
                message = f'mapping of "{mapping.event}" has the match key "{key}", which {platform.name} does not have'
                place = mapping.place("match_keys", key)
                same = with_meaning(platform, key)
                help = did_you_mean(same[0]) if same else suggest(key, platform.match_keys)
                only = same[0] if len(same) == 1 else "" if same else meant(key, platform.match_keys)
                fix = rekey(place, only if only not in mapping.match_keys else "")
                yield Problem(place, message, help=help, at_key=True, fix=fix)


def is_turned(project: Project, mapping: Mapping, key: str) -> bool:
    """Whether the platform's key stands behind it, which mappings/unknown-parameter-reference says."""
    return mapping.match_keys[key] in turned(project, mapping)


def with_meaning(platform: Platform, key: str) -> list[str]:
    """The keys whose meaning is what is written, or that the platform's script in the browser calls so."""
    meaning = key.replace("_", " ")
    return [found.key for found in platform.match_keys.values() if meaning == found.label or key == found.browser_key]
