"""The time that deliveries may take is longer than the delay with which the server's event is meant to come.

A server that waits an hour for the payment before it sends, and an alarm after fifteen minutes: the alarm rings at every
purchase, and after a week nobody looks any more.

Remedy: make `latency.delivery` longer than each `delay` of the destinations' servers, or shorten the delay.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.base import seconds

SPECS = """
destinations: [{name: meta, platform: meta, server: {delay: 1h}}]
quality: {latency: {delivery: LENGTH}}
"""


@rule(good=SPECS.replace("LENGTH", "2h"), bad=SPECS.replace("LENGTH", "15m"), level="warning")
def check(project: Project) -> Iterator[Problem]:
    for quality in project.quality:
        limit = quality.latency.delivery if quality.latency is not None else None
        narrowed = quality.for_.destinations if quality.for_ is not None else ()
        for destination in project.destinations if limit is not None else ():
            delay = destination.server.delay if destination.server is not None else None
            if delay is None or limit is None or (narrowed and destination.name not in narrowed):
                continue
            if seconds(limit) < seconds(delay):
                message = f'latency.delivery is {limit}, shorter than the delay of {delay} at "{destination.name}"'
                related = (Related("the delay is here", destination.place("server", "delay")),)
                yield Problem(quality.place("latency", "delivery"), message, related)
