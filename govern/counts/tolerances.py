"""How far the counts of two layers may lie apart: as `quality` says, else what is usual between such layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.counts.thresholds import tolerances
from govern.spec.base import percent
from govern.spec.sections.quality import Discrepancy, Quality, Tolerance

if TYPE_CHECKING:
    from govern.project import Project

TRUTH = ("backend", "intent", "browser", "server", "crm", "analytics", "platform")
"""Which of two layers the other is held against: the one that stands first."""


class Allowed(Record):
    """Per cents of the second layer: wanted, worth a warning, too much. `place` is where it is written, if it is."""

    target: float
    warn: float
    fail: float
    place: Place | None = None


USUAL = {
    ("browser", "intent"): Allowed(0, 0, 5),
    ("server", "browser"): Allowed(5, 5, 10),
    ("crm", "server"): Allowed(5, 10, 15),
}
"""What each layer may lose of the one before it."""

OVERALL = Allowed(5, 10, 15)


def concerns(quality: Quality, event: str, destinations: tuple[str, ...]) -> bool:
    """Whether a section's thresholds are about an event at some destinations."""
    narrowed = quality.for_
    if narrowed is None:
        return True
    there = not narrowed.destinations or not set(narrowed.destinations).isdisjoint(destinations)
    return there and (not narrowed.events or event in narrowed.events)


def allowed(project: Project, layers: tuple[str, str], event: str, destinations: tuple[str, ...]) -> Allowed:
    """What is allowed between two layers: of what is written the most special, in its section the first."""
    best, rank = USUAL.get(layers, OVERALL), 0
    for quality in project.quality:
        if not concerns(quality, event, destinations):
            continue
        for route, said in tolerances(quality):
            named = isinstance(said, Tolerance)
            if isinstance(said, Tolerance) and set(said.between) != set(layers):
                continue
            special = 1 + 2 * named + 4 * (quality.for_ is not None)
            if special > rank:
                best, rank = of(said, quality.place(*route)), special
    return best


def of(said: Discrepancy | Tolerance, place: Place) -> Allowed:
    """What is written; a step that is not there is the next one that is."""
    fail = percent(said.fail_above) if said.fail_above else 100.0 * 100
    warn = percent(said.warn_above) if said.warn_above else fail
    target = percent(said.target) if said.target else warn
    return Allowed(target, warn, fail, place)


def in_order(project: Project, one: str, other: str) -> tuple[str, str]:
    """Two layers as they are compared: the second is what the first is held against."""
    for quality in project.quality:
        for _, said in tolerances(quality):
            if isinstance(said, Tolerance) and said.between in ((one, other), (other, one)):
                first, second = said.between
                return first, second
    return (one, other) if TRUTH.index(one) > TRUTH.index(other) else (other, one)
