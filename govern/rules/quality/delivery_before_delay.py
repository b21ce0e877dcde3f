"""Deliveries may take as long as the servers' events may come late.

`delay` says how much later than the browser's event the server's may come, the alarm rings when more than one in twenty
takes longer than `latency.delivery`. Where an hour is allowed and the alarm rings after fifteen minutes, a server that waits
for the payment sets it off with every purchase although nothing is wrong. Where events come at once nearly always and late
after an outage alone, both may stand: this is a question and no fault.

Remedy: make `latency.delivery` as long as each `delay` of the destinations' servers, shorten the delay to what the server
really waits, or silence this where lateness is the exception.
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


@rule(good=SPECS.replace("LENGTH", "2h"), bad=SPECS.replace("LENGTH", "15m"), level="note")
def check(project: Project) -> Iterator[Problem]:
    for quality in project.quality:
        limit = quality.latency.delivery if quality.latency is not None else None
        narrowed = quality.for_.destinations if quality.for_ is not None else ()
        for destination in project.destinations if limit is not None else ():
            delay = destination.server.delay if destination.server is not None else None
            if delay is None or limit is None or (narrowed and destination.name not in narrowed):
                continue
            if seconds(limit) < seconds(delay):
                message = f'latency.delivery is {limit}, but events may come {delay} late at "{destination.name}"'
                related = (Related("the delay is here", destination.place("server", "delay")),)
                yield Problem(quality.place("latency", "delivery"), message, related)
