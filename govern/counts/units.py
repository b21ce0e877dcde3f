"""Counting units: what a platform should count of the hits that reached it, once each event ID within its window."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.counts.records import Hit, Order
from govern.source.cells import DAY_US, HOUR_US

if TYPE_CHECKING:
    from govern.project import Project
    from govern.spec.sections.destinations import Destination

NEAR = 120_000_000
"""How far an order and its hit may lie apart where nothing else tells that they belong together: two minutes."""

REFUSED = 300
"""The first status that says that a hit was not taken."""


class Manners(Record):
    """How a platform counts: for how long it remembers an event ID, how old an event may be, whether the order number is the ID."""

    window: int = 48 * HOUR_US
    oldest: int | None = None
    by_order: bool = False


class Unit(Record):
    """What is counted once: the hits that one ID holds together, the first of them first."""

    hits: tuple[Hit, ...]

    @property
    def first(self) -> Hit:
        """The hit that counts."""
        return self.hits[0]

    @property
    def at(self) -> int:
        """When what it tells happened."""
        return self.first.event_time or self.first.at


class Units(Record):
    """The live units, and the hits that count for nothing by why: `test`, `refused`, `late`."""

    live: tuple[Unit, ...]
    dead: tuple[tuple[str, Hit], ...]


def manners_of(project: Project, destination: Destination | None) -> Manners:
    """How the platform of a destination counts, as its facts have it."""
    platform = project.platform(destination.platform) if destination is not None else None
    if platform is None:
        return Manners()
    facts = platform.facts
    method = next(iter(facts.deduplication.methods), None)
    hours = method.window_hours if method is not None and method.window_hours else 48
    oldest = next((field.max_age_days for field in facts.event_envelope.fields if field.max_age_days), None)
    return Manners(
        hours * HOUR_US,
        oldest * DAY_US if oldest else None,
        method is not None and method.server_key == "transaction_id",
    )


def fate(hit: Hit, manners: Manners) -> str:
    """Why a hit counts for nothing; empty where it counts."""
    if hit.test:
        return "test"
    if hit.status is not None and hit.status >= REFUSED:
        return "refused"
    old = manners.oldest is not None and hit.event_time is not None and hit.at - hit.event_time > manners.oldest
    return "late" if old else ""


def units(hits: Iterable[Hit], manners: Manners) -> Units:
    """The counting units of some hits."""
    dead: list[tuple[str, Hit]] = []
    open_: dict[tuple[str, str], list[Hit]] = {}
    live: list[list[Hit]] = []
    for hit in sorted(hits, key=lambda hit: (hit.at, hit.leg, hit.id)):
        why = fate(hit, manners)
        if why:
            dead.append((why, hit))
            continue
        id = hit.order if manners.by_order else hit.id
        known = open_.get((hit.event, id)) if id else None
        if known is not None and hit.at - known[0].at <= manners.window:
            known.append(hit)
            continue
        begun = [hit]
        live.append(begun)
        if id:
            open_[hit.event, id] = begun
    return Units(tuple(Unit(tuple(found)) for found in live), tuple(dead))


class Finder:
    """Finds the order that a hit is about: by its number, by the ID's pattern, by value and time where exactly one fits."""

    def __init__(self, orders: Iterable[Order], pattern: str) -> None:
        self.orders = {order.id: order for order in orders}
        before, _, after = pattern.partition("{")
        self.before, self.after = before, after.partition("}")[2]
        self.patterned = "{" in pattern and "{" not in self.after
        self.taken: set[str] = set()
        self.alike: dict[tuple[int | None, str], list[tuple[int, str]]] = {}
        for order in sorted(self.orders.values(), key=lambda order: (order.at, order.id)):
            self.alike.setdefault((order.value, order.currency), []).append((order.at, order.id))

    def named(self, hit: Hit) -> str:
        """The order that a hit names, by its number or by its event ID; empty where it names none that is known."""
        if hit.order in self.orders:
            return hit.order
        inside = hit.id[len(self.before) : len(hit.id) - len(self.after)] if self.patterned else ""
        shaped = hit.id.startswith(self.before) and hit.id.endswith(self.after)
        return inside if shaped and inside in self.orders else ""

    def near(self, hit: Hit) -> str:
        """The one order without a hit of the same value, currency and moment; empty where there are several."""
        if hit.value is None:
            return ""
        same = self.alike.get((hit.value, hit.currency), [])
        at = hit.event_time or hit.at
        found: list[str] = []
        for when, id in same[bisect_left(same, (at - NEAR, "")) :]:
            if when > at + NEAR or len(found) > 1:
                break
            if id not in self.taken:
                found.append(id)
        return found[0] if len(found) == 1 else ""


def assigned(live: Iterable[Unit], finder: Finder) -> tuple[dict[str, list[Unit]], list[Unit]]:
    """The units of each order, and those of which no order was found; what is named goes before what is only near."""
    of_order: dict[str, list[Unit]] = {}
    rest: list[Unit] = []
    for unit in live:
        name = next(filter(None, map(finder.named, unit.hits)), "")
        if name:
            of_order.setdefault(name, []).append(unit)
            finder.taken.add(name)
        else:
            rest.append(unit)
    orderless = []
    for unit in rest:
        name = "" if unit.first.order else finder.near(unit.first)
        if name:
            of_order.setdefault(name, []).append(unit)
            finder.taken.add(name)
        else:
            orderless.append(unit)
    return of_order, orderless
