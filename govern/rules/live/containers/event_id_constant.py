"""An event ID differs from one event to the next.

The platform takes the first event of an ID for real and all that follow for copies of it: out of a day's purchases the
dashboard shows one.

Remedy: send the ID that the page or the server gave to this one event, such as the order number.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/deduplicate-pixel-and-server-events, checked
2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.purchases import ORDERS
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.source import Text

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Lead
        type: html
        parameter: {html: "<script>fbq('track', 'Lead', {}, {eventID: %s})</script>"}
        firingTrigger: [Sent]
"""


@rule(good=CONTAINER % "{{Lead ID}}", bad=CONTAINER % "'lead'", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            id = signal.event_id.source
            if not isinstance(id, Text) or not id.value.strip() or is_blank(id.value):
                continue
            # where the event ID is the order's number, a rule of its own speaks
            if signal.kind == "event" and ORDERS[0] not in signal.parameters:
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends every "{signal.called}" under one event ID, "{id.value[:40]}"'
                help = "send an ID that each event has for itself"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)
