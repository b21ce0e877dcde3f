"""No two tags may send the same event to the same account at the same moment.

Two tags tell one account the same event, and there are moments at which both fire: their triggers overlap, though neither
holds the other, or settings and code decide whether one of them tells. Such events are counted twice now and then, which
is harder to see in reports than a doubling of everything. Where both carry the same ID, it depends on the platform whether
it takes them for one. Where it is certain, containers/same-event-twice says so.

Remedy: give each tag conditions that keep it from the other's moments, or let one tag send the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.tags import container_signals
from govern.signals.containers.twice import told_twice

UNCOUNTED = ("universal_analytics", "remarketing")
"""What counts nothing: a product that is over, and lists of visitors, on which one stands once."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    triggers:
      - name: Shop
        type: CUSTOM_EVENT
        customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: paid}}]
        filter: [{type: CONTAINS, parameter: {arg0: '{{Page Path}}', arg1: /shop}}]
      - name: Summer
        type: CUSTOM_EVENT
        customEventFilter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: paid}}]
        filter: [{type: %s, parameter: {arg0: '{{Page Path}}', arg1: /summer}}]
    tags:
      - {name: Ads, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Shop]}
      - {name: Ads summer, type: awct, parameter: {conversionId: '1', conversionLabel: a}, firingTrigger: [Summer]}
"""


@rule(good=CONTAINER % "EQUALS", bad=CONTAINER % "CONTAINS", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for twice in told_twice(container_signals(container)):
            first = twice.signals[0]
            counts = first.kind == "event" and not {first.platform, first.called}.intersection(UNCOUNTED)
            why = "both under one ID, by which it may be counted once" if twice.one_id else twice.why
            if counts and (twice.one_id or twice.verdict == "may"):
                *others, tag = twice.tags
                name = twice.name or "the event"
                message = f'{label("tag", tag)} and {label("tag", others[0])} may both send "{name}": {why}'
                related = tuple(Related("the other one", place(container, "tag", other)) for other in others)
                help = "keep one of them from the other's moments"
                yield problem(container, "tag", tag, message, help=help, about=others[0]).replace(related=related)
