"""A test-event code is for tests only.

An event with a test code shows up in the platform's test view. Platforms differ in what becomes of it then: TikTok does
not store it, Meta takes it for a conversion all the same and shows test orders next to real ones. Either way production
is wrong, and the code is easily forgotten, since the test view looks so well.

Remedy: write the code for the environment it belongs to (`test_event_code: {staging: TEST12345}`).

Source: the block `test_mode` of each platform in `govern/platforms`, with its addresses and day.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import by_platform
from govern.spec.sections.mappings import Constant


@rule(
    good="destinations: [{name: meta, platform: meta, server: {test_event_code: {staging: TEST12345}}}]",
    bad="destinations: [{name: meta, platform: meta, server: {test_event_code: {production: TEST12345}}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for destination in project.destination_by_name.values():
        code = destination.server.test_event_code if destination.server is not None else None
        if isinstance(code, dict) and "production" in code:
            message = f'destination "{destination.name}" has a test-event code for production'
            place = destination.place("server", "test_event_code", "production")
            yield Problem(place, message, help="write it for staging")
    for mapping, platform in by_platform(project):
        field = platform.facts.test_mode.parameter
        if field == "test_event_code" and isinstance(mapping.parameters.get(field), Constant):
            message = f'mapping of "{mapping.event}" to "{mapping.destination}" sends a test-event code everywhere'
            yield Problem(mapping.place("parameters", field), message, help="write it at the destination, for staging")
