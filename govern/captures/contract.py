"""Hits held against what the specs declare of them: parameters that are required, event IDs, legs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.amounts import CURRENCIES, VALUES, first
from govern.captures.declared import declared_as, is_declared_account, is_judged
from govern.captures.hit import Hit
from govern.captures.repeats import id_of
from govern.captures.told import events
from govern.signals.source import NOTHING
from govern.signals.specs import Declared

if TYPE_CHECKING:
    from govern.project import Project


def matched(project: Project) -> Iterator[tuple[Hit, Declared]]:
    """The hits that are one declared signal of their leg, with it."""
    for hit in events(project) if is_judged(project) else ():
        own = [signal for signal in declared_as(project, hit) if signal.leg == hit.leg]
        if len(own) == 1 and is_declared_account(project, hit) and hit.form != "export row":
            yield hit, own[0]


def on_other_leg(project: Project) -> Iterator[tuple[Hit, str]]:
    """The hits of declared events by a leg that no mapping has, and the leg that one has."""
    for hit in events(project) if is_judged(project) else ():
        declared = declared_as(project, hit)
        if declared and is_declared_account(project, hit) and hit.form != "export row":
            legs = {signal.leg for signal in declared}
            if hit.leg not in legs:
                yield hit, min(legs)


def lacking(project: Project) -> Iterator[tuple[Hit, Declared, list[str]]]:
    """The hits that do not tell a parameter which the event requires and the mapping sends."""
    for hit, signal in matched(project):
        required = {
            name for name, known in project.parameters_of(signal.event).items() if is_required(signal, name, known)
        }
        words = signal.facts.server_words
        missing = [
            field
            for field, ours in signal.mapping.parameters.items()
            if isinstance(ours, str) and ours in required
            if not is_told(hit, words.get(field, field)) and carries(signal, hit, words.get(field, field))
        ]
        if missing:
            yield hit, signal, missing


def is_required(signal: Declared, name: str, known: object) -> bool:
    """Whether an event always has a parameter, on this leg."""
    own = next((one for one in signal.event.parameters if name in (one.use, one.name)), None)
    legs = getattr(known, "legs", ())
    return own is not None and bool(own.required) and (not legs or signal.leg in legs)


def is_told(hit: Hit, field: str) -> bool:
    """Whether a hit tells a field: under that name, as what it is worth, or as its order."""
    last = field.rpartition(".")[2]
    if field in hit.parameters or last in hit.parameters:
        return True
    if field in VALUES or field in CURRENCIES:
        return first(hit, VALUES if field in VALUES else CURRENCIES) is not None
    return hit.order_id is not None and last.lower().replace("_", "") in ("orderid", "transactionid")


def carries(signal: Declared, hit: Hit, field: str) -> bool:
    """Whether the request that the hit is has a place for a field that is known."""
    asked = next((one for one in signal.facts.facts.browser.requests if one.id == hit.form), None)
    if hit.leg == "server" or asked is None or asked.custom:
        return True
    words = {field, signal.facts.browser_words.get(field, field), *(VALUES if field in VALUES else ())}
    return not words.isdisjoint(asked.params)


def without_id(project: Project) -> Iterator[tuple[Hit, Declared]]:
    """The hits without an event ID of which the specs say that they have one, where both legs tell the event."""
    for hit, signal in matched(project):
        both = len(signal.mapping.via) > 1
        if both and id_of(hit) is None and signal.event_id.source != NOTHING:
            yield hit, signal
