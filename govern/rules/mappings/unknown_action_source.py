"""An action source is one of the platform's words.

The platform reads from it where the event happened. Every platform has words of its own (`website` at Meta, `web` at
Pinterest, `WEBSITE` at Reddit); with another one the whole request is refused, and the server's events are missing.

Remedy: take the platform's word, for instance the one that the message suggests.

Source: https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/server-event, checked
2026-11-22; for other platforms the block `event_envelope` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.mappings import by_platform
from govern.spec.sections.mappings import Constant
from govern.spec.spelling import meant, suggest


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead, action_source: website}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead}]
mappings: [{event: lead, destination: meta, as: Lead, action_source: web_site}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for mapping, platform in by_platform(project):
        known = platform.envelope.get("action_source")
        if known is None or not known.verified or not known.values:
            continue
        said: list[tuple[Place, object]] = [(mapping.place("action_source"), mapping.action_source)]
        constant = mapping.parameters.get("action_source")
        if isinstance(constant, Constant):
            said.append((mapping.place("parameters", "action_source"), constant.value))
        for place, value in said:
            if value is not None and value not in known.values:
                message = (
                    f'mapping of "{mapping.event}" has the action source "{value}", which {platform.name} does not know'
                )
                words = tuple(map(str, known.values))
                yield Problem(place, message, help=suggest(str(value), words), fix=put(place, meant(str(value), words)))
