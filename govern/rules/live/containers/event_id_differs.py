"""The browser and the server send one event ID for one event.

A platform takes two events for one when their IDs are equal. Here the pixel sends one, and the hit that the server container
reads has another: made anew for each tag that asks, or read from another place. Every order is counted twice, and the platform's
de-duplication shows nothing, since it never sees two equal IDs.

Remedy: let the page push one ID with the event, and read it from one variable in all tags.

Source: the block `deduplication` of each platform in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import Container, label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.occasions import meaning
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal, Told
from govern.signals.source import Made, Read, Source, inner

KEYS = ("event_id", "eventID", "eventId", "x-fb-event_id")
"""Under what names a hit brings the ID of an event to the server."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables:
      - {name: Event ID, type: v, parameter: {name: event_id, dataLayerVersion: '2'}}
      - {name: New ID, type: jsm, parameter: {javascript: 'function() { return Date.now() + "." + Math.random(); }'}}
    tags:
      - {name: Pixel, type: html, parameter: {html: "<script>fbq('track', 'Purchase', {value: 5, currency: 'EUR'}, {eventID: '{{%s}}'});</script>"}, firingTrigger: [Paid]}
      - name: To the server
        type: gaawe
        parameter:
          eventName: purchase
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: event_id, parameterValue: '{{%s}}'}]
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ("Event ID", "Event ID"), bad=CONTAINER % ("New ID", "New ID"), level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        signals = [one for one in container_signals(container).live() if one.kind == "event" and one.leg == "browser"]
        hits = [(one, told) for one in signals if one.platform == "ga4" and (told := id_of_hit(one)) is not None]
        for pixel in signals if hits else ():
            if pixel.platform != "ga4":
                yield from apart(project, container, pixel, hits)


def id_of_hit(signal: Signal) -> Told | None:
    """The ID that a hit of Analytics brings along; `None` without one."""
    return next((signal.parameters[key] for key in KEYS if key in signal.parameters), None)


def apart(project: Project, container: Container, pixel: Signal, hits: list[tuple[Signal, Told]]) -> Iterator[Problem]:
    """The hit of the same event, on the same trigger, that brings another ID than the pixel sends."""
    means, ours = meaning(project, pixel), pixel.event_id.source
    for hit, told in hits:
        together = set(pixel.when.triggers) & set(hit.when.triggers)
        why = differing(ours, told.source) if means and together and meaning(project, hit) == means else ""
        if why:
            tag, other = name_of(pixel), name_of(hit)
            message = (
                f'{label("tag", tag)} and {label("tag", other)} send two event IDs for one "{pixel.called}": {why}'
            )
            related = (Related("the hit that the server reads", place(container, "tag", other)),)
            help = "push one ID with the event, and read it from one variable in both"
            yield problem(container, "tag", tag, message, "parameter", help=help, about=other).replace(related=related)
            return


def differing(one: Source, other: Source) -> str:
    """Why two IDs are not the same, in words; empty where they may be."""
    if changes(one) or changes(other):
        return "it is made anew for each tag that asks"
    if isinstance(one, Read) and isinstance(other, Read) and one.place == other.place and one.key != other.key:
        return f'"{one.key[:60]}" and "{other.key[:60]}"'
    return ""


def changes(source: Source) -> bool:
    """Whether something is another value each time it is read."""
    return any(isinstance(part, Made) and not part.stable for part in (source, *inner(source)))
