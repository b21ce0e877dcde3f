"""An event that tells what it is worth waits for the sum.

A page pushes its message when it has drawn itself, and the sum comes with the next answer of the shop. Without
`when_ready` the tag takes what is there: nothing, or the sum of the last cart. The number of conversions is right and
their value is not, and the bidding learns from the value.

Remedy: name the sum in the event's `when_ready` (`fires: {on: server_confirmed, when_ready: [value]}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.mappings import routed
from govern.spec.sections.events import Event


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
parameters: [{name: value, type: money}]
events: [{name: paid, fires: {on: server_confirmed, when_ready: [value]}, parameters: [{use: value}]}]
mappings: [{event: paid, destination: meta, as: Purchase, parameters: {value: value}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
parameters: [{name: value, type: money}]
events: [{name: paid, fires: {on: server_confirmed}, parameters: [{use: value}]}]
mappings: [{event: paid, destination: meta, as: Purchase, parameters: {value: value}}]
""",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    sent: dict[str, tuple[Event, dict[str, None]]] = {}
    for mapping, event, _ in routed(project):
        if event.fires is not None and "browser" in mapping.via:
            known = project.parameters_of(event)
            told = [name for name in mapping.parameters.values() if isinstance(name, str)]
            found = [name for name in told if name in known and known[name].type == "money"]
            sent.setdefault(event.name, (event, {}))[1].update(dict.fromkeys(found))
    for name, (event, sums) in sent.items():
        if missed := [money for money in sums if money not in event.when_ready]:
            message = f'event "{name}" tells "{missed[0]}" and does not wait for it'
            help = f'add "{missed[0]}" to "when_ready" in "fires"'
            yield Problem(event.place("fires", "when_ready"), message, help=help)
