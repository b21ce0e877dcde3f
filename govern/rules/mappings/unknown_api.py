"""`settings: {api: ...}` names an API that events can be sent by.

Google Ads and Analytics can be told by two APIs each. Another word chooses nothing: events go by the usual one, which a new account of
Google Ads may not use, and which tells nobody what it refuses at Analytics.

Remedy: write one of the names that the message has, or leave the setting out.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.payloads.layout import apis
from govern.project import Project
from govern.rules import Problem, put, rule
from govern.signals.destinations import at_platforms
from govern.spec.spelling import did_you_mean, meant

GA4 = "destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001, settings: {api: %s, property_id: '123456789'}}]"


@rule(good=GA4 % "data_manager", bad=GA4 % "data_manger")
def check(project: Project) -> Iterator[Problem]:
    for destination, platform in at_platforms(project):
        given, known = destination.settings.get("api"), apis(platform.key)
        if given is not None and known and given not in known:
            spelt, place = meant(str(given), known), destination.place("settings", "api")
            message = f'destination "{destination.name}" is to be told by "{given}", which is no API of {platform.name}'
            help = did_you_mean(spelt) if spelt else f"known here: {', '.join(known)}"
            yield Problem(place, message, help=help, fix=put(place, spelt))
