"""A conversion on a click that leads away says what it is counted once for.

Somebody who calls taps the number, hangs up and taps again: three taps are three conversions. A double click is told once
by the tags that are rendered; what comes later they can tell only by what the event happens once for.

Remedy: name it, with an event ID made of it (`fires: {on: click, element: call, once_per: visit}`, `event_id:
'call_{visit_id}'`), or make the event an interaction.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.firing import leading_away


@rule(
    good="""
sites: [{name: shop, elements: [{name: call, selector: 'a[href^="tel:"]', owner: web-team}]}]
events:
  - {name: call, kind: conversion, fires: {on: click, element: call, once_per: visit}, event_id: 'call_{visit_id}',
     parameters: [{name: visit_id, type: string}]}
""",
    bad="""
sites: [{name: shop, elements: [{name: call, selector: 'a[href^="tel:"]', owner: web-team}]}]
events: [{name: call, kind: conversion, fires: {on: click, element: call}}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    away = leading_away(project)  # on all others no conversion fires: events/conversion-on-attempt
    for event in project.events:
        fires = event.fires
        if (
            event.kind == "conversion"
            and fires is not None
            and fires.on == "click"
            and fires.element in away
            and not fires.once_per
        ):
            message = f'conversion "{event.name}" fires on a click without "once_per", so each click counts'
            yield Problem(
                event.place("fires", "once_per"), message, help="name what it is counted once for (once_per: visit)"
            )
