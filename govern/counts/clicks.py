"""What an attribution window leaves out: orders whose click is older than the window, and what other windows of a report count.

An attributed count is a part of all orders. How large a part, no file says; but an order whose click lies outside of the window
cannot be in it. Where clicks are known of some orders only, the share has bounds; where of none, the columns of several windows
are views of the same conversions, of which none is added to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.attribution.conversions import declared as declared_windows
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Cell, Figures
from govern.counts.amounts import MILLION, Amounts, add_table, holds, is_booked
from govern.counts.chance import wilson
from govern.counts.pairs import Pair, pairs
from govern.counts.records import Order, orders
from govern.counts.sources import Source
from govern.counts.windows import window_of
from govern.counts.zones import zone
from govern.spec.base import seconds
from govern.spec.sections.counts import WindowColumn

if TYPE_CHECKING:
    from govern.project import Project

SURE = 0.975
"""On each side: 95 of 100 times the share lies between the bounds."""


class Clicked(Record):
    """Orders of a pair by their click: how many there are, of how many it is known, and how many of those lie outside of the
    window. `views` are what other columns of windows count."""

    pair: Pair
    window: str
    orders: int
    known: int
    outside: int
    views: tuple[tuple[str, int], ...]

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which per cents the share lies."""
        low, high = wilson(self.outside, self.known, SURE)
        return (100 * low, 100 * high) if self.known < self.orders else (self.percent, self.percent)

    @property
    def percent(self) -> float:
        """The share that the window leaves out, of the orders whose click is known."""
        return 100 * self.outside / self.known if self.known else 0.0


@memo
def clicked(project: Project) -> tuple[Clicked, ...]:
    """Every pair of an attributed count and the shop of which clicks or several windows are known."""
    found = []
    for pair in pairs(project):
        if pair.is_part and pair.left.source.entry.layer == "platform" and pair.right.source.entry.layer == "backend":
            one = of_pair(project, pair)
            if (one.known and one.window) or len(one.views) > 1:
                found.append(one)
    return tuple(found)


def of_pair(project: Project, pair: Pair) -> Clicked:
    """What the window of one pair leaves out."""
    left, right = pair.left.source, pair.right.source
    window = window_for(project, left)
    days = zone(left.entry.zone or "UTC")
    booked = [order for order in booked_orders(right) if pair.first <= days.day(order.at) <= pair.last]
    ages = [order.at - order.click for order in booked if order.click is not None]
    longest = seconds(window) * 1_000_000 if window else 0
    outside = sum(not 0 <= age <= longest for age in ages)
    return Clicked(pair, window, len(booked), len(ages), outside, tuple(views(pair)))


def booked_orders(source: Source) -> Iterator[Order]:
    """The orders of a shop that count, each once; none where it tells sums only."""
    seen = set()
    for order in orders(source) if holds(source) == "orders" else ():
        if order.id not in seen and is_booked(source, order):
            yield order
        seen.add(order.id)


def window_for(project: Project, source: Source) -> str:
    """The click-through window of a platform's count: as its column says it, or else the destination's own."""
    said = window_of(source.entry.window).get("click", "") if source.entry.window is not None else ""
    declared = declared_windows(project).get(source.entry.destination or "")
    return said or (declared[0].click or "" if declared is not None else "")


def views(pair: Pair) -> Iterator[tuple[str, int]]:
    """What each column of a window counts over the days of a pair, in millionths."""
    source = pair.left.source
    for name in dict.fromkeys(name for reading in source.readings for name in reading.windows):
        other = source.replace(entry=source.entry.replace(window=WindowColumn(column=name), count=None))
        found: Amounts = {}
        odd = [one for reading in source.readings for one in add_table(found, other, reading)]
        if not odd:
            days = (key for key in found if key.event == pair.event and pair.first <= key.day <= pair.last)
            yield name, sum(found[key].count for key in days)


def figures(found: Clicked) -> Figures:
    """What the window leaves out, in a table."""
    pair = found.pair
    rows: list[tuple[Cell, ...]] = [(f"orders in {pair.right.source.name}", found.orders, None)]
    notes = ["attributed is a part of all orders: nothing here is added up"]
    if found.known and found.window:
        inside = found.known - found.outside
        rows.append(("with a click that is known", found.known, part(found.known, found.orders, "the orders")))
        rows.append(
            ("attribution window: clicked outside of it", found.outside, part(found.outside, found.known, "these"))
        )
        rows.append(("can be attributed by their click", inside, part(inside, found.known, "these")))
        low, high = found.bounds
        if low != high:
            notes.append(
                f"of all orders between {low:.1f} and {high:.1f} % lie outside, 95 of 100 times: the others carry no click"
            )
        notes.append(f"the window is {found.window}; a click after the order counts as outside")
    rows.append((f"{pair.left.source.name} reports", round(pair.left.total / MILLION), None))
    if len(found.views) > 1:
        rows.extend((f"the column {name}", round(number / MILLION), None) for name, number in found.views)
        notes.append(
            "columns of windows are views of the same conversions: the widest bounds what a longer window would add"
        )
    title = f"{pair.event} at {pair.destination}: what the window of {pair.left.source.name} leaves out"
    return Figures(title, ("what", "number", "share"), tuple(rows), tuple(notes))


def part(some: int, of: int, what: str) -> str:
    """A share in words."""
    return f"{100 * some / of:.1f} % of {what}" if of else ""
