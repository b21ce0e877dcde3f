"""Shares: why a platform's count is not the shop's, as far as hits and orders prove it. Nothing is spread over the rest.

Each order and each counting unit falls into exactly one class, the first that fits, over-counts first because our own rows prove
them; so the shares add up to the difference between the orders and what the hits should count. What the platform reports beyond
that is unexplained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from govern.core.record import Record
from govern.counts.records import Hit, Order
from govern.counts.units import Finder, Manners, Unit, assigned, units
from govern.counts.zones import Zone

Cause = Literal[
    "missing ids", "unknown to the backend", "unmatched legs", "duplicates", "test traffic", "refunds, cancelled",
    "day boundary", "consent", "refused", "late", "blocked", "page not reached", "not sent, why is not known",
]  # fmt: skip

OVER: tuple[Cause, ...] = (
    "missing ids",
    "unknown to the backend",
    "unmatched legs",
    "duplicates",
    "test traffic",
    "refunds, cancelled",
)
"""What makes the platform count more."""

MEANING: dict[Cause, str] = {
    "missing ids": "hits without an event ID, so that nothing tells which are one event",
    "unknown to the backend": "events whose order is not in the books: a payment that failed, a click counted as a purchase",
    "unmatched legs": "browser and server sent the order under two event IDs",
    "duplicates": "one leg sent the order again under another event ID, or after the window of the platform",
    "test traffic": "orders or hits that were tests",
    "refunds, cancelled": "orders that left the books, of which the platform knows nothing",
    "day boundary": "orders that lie on another day in the platform's zone",
    "consent": "orders whose consent was denied",
    "refused": "hits that the platform answered with an error",
    "late": "hits that came after the platform's age limit",
    "blocked": "consent was granted and the page was reached, and there is no hit: blocked browsers, or code that failed",
    "page not reached": "the page that sends was never seen by our own log",
    "not sent, why is not known": "no hit, and nothing that would tell why",
}


class Frame(Record):
    """The days that are compared: those of the platform by its zone, those of the shop by its own."""

    first: int
    last: int
    platform: Zone
    shop: Zone

    def there(self, us: int) -> bool:
        """Whether an instant lies in the platform's days."""
        return self.first <= self.platform.day(us) <= self.last

    def here(self, us: int) -> bool:
        """Whether an instant lies in the shop's days."""
        return self.first <= self.shop.day(us) <= self.last


class Shares(Record):
    """The way from the orders to what the hits should count. `unknown` are causes that the data cannot tell apart, with what
    would tell; `seen` is how many of the booked orders any hit was ever about, `matched` are those that count with the hit that does."""

    booked: int
    expected: int
    plus: dict[Cause, int]
    minus: dict[Cause, int]
    seen: int
    unknown: tuple[tuple[str, str], ...] = ()
    matched: tuple[tuple[Order, Hit], ...] = ()

    def net(self, cause: Cause) -> int:
        """A share with its sign."""
        return self.plus.get(cause, 0) - self.minus.get(cause, 0)

    @property
    def hidden(self) -> int:
        """How many orders and units lie in the shares of both signs."""
        return sum(self.plus.values()) + sum(self.minus.values())


def shares(
    orders: Iterable[Order], hits: Iterable[Hit], frame: Frame, manners: Manners, pattern: str = "", *, net: bool = True
) -> Shares:
    """Every order and every unit in its class."""
    known = {order.id: order for order in reversed(list(orders))}
    counted = units(hits, manners)
    finder = Finder(known.values(), pattern)
    of_order, orderless = assigned(counted.live, finder)
    dead = dead_of(counted.dead, finder)
    plus: Counter[Cause] = Counter()
    minus: Counter[Cause] = Counter()
    for unit in orderless:
        if frame.there(unit.at):
            plus["unknown to the backend" if unit.first.id or unit.first.order else "missing ids"] += 1
    booked, matched = 0, list[tuple[Order, Hit]]()
    for order in known.values():
        there = [unit for unit in of_order.get(order.id, ()) if frame.there(unit.at)]
        is_booked = is_in_books(order, net=net) and frame.here(order.at)
        booked += is_booked
        count_over(order, there, plus, net=net)
        if there and is_booked:
            matched.append((order, next((hit for hit in there[0].hits if hit.value is not None), there[0].first)))
        if there and not is_booked and is_in_books(order, net=net):
            plus["day boundary"] += 1
        if is_booked and not there:
            minus[
                why_not(order, bool(of_order.get(order.id)) or not frame.there(order.at), dead.get(order.id, set()))
            ] += 1
    expected = sum(frame.there(unit.at) for unit in counted.live)
    in_books = [order for order in known.values() if is_in_books(order, net=net) and frame.here(order.at)]
    seen = sum(order.id in of_order or order.id in dead for order in in_books)
    unknown = tuple(not_knowable(in_books, net=net))
    return Shares(booked, expected, dict(plus), dict(minus), seen, unknown, tuple(matched))


def is_in_books(order: Order, *, net: bool) -> bool:
    """Whether an order counts in the shop's own number."""
    return not order.test and not (net and order.is_undone)


def count_over(order: Order, there: list[Unit], plus: Counter[Cause], *, net: bool) -> None:
    """The classes of an order's units, the first of them standing for the order itself."""
    if not there:
        return
    first, *others = there
    for unit in others:
        if not (unit.first.id or unit.first.order):
            plus["missing ids"] += 1
        elif unit.first.leg and first.first.leg and unit.first.leg != first.first.leg:
            plus["unmatched legs" if unit.first.id else "missing ids"] += 1
        else:
            plus["duplicates" if unit.first.id else "missing ids"] += 1
    if order.test:
        plus["test traffic"] += 1
    elif net and order.is_undone:
        plus["refunds, cancelled"] += 1


def why_not(order: Order, elsewhere: bool, dead: set[str]) -> Cause:
    """Why a booked order has no unit among the platform's days."""
    if elsewhere:
        return "day boundary"
    if order.consent is False:
        return "consent"
    if "test" in dead:
        return "test traffic"
    if "refused" in dead:
        return "refused"
    if "late" in dead:
        return "late"
    if order.page is False:
        return "page not reached"
    return "blocked" if order.page and order.consent else "not sent, why is not known"


def dead_of(dead: Iterable[tuple[str, Hit]], finder: Finder) -> dict[str, set[str]]:
    """Why hits of each order counted for nothing."""
    found: dict[str, set[str]] = {}
    for why, hit in dead:
        name = finder.named(hit)
        if name:
            found.setdefault(name, set()).add(why)
    return found


def not_knowable(orders: list[Order], *, net: bool) -> Iterable[tuple[str, str]]:
    """What the orders do not carry, and what would tell it."""
    if all(order.consent is None for order in orders):
        yield "consent and blocked", 'orders carry no consent: add "consent" to "order"'
    if all(order.page is None for order in orders):
        yield "page not reached", 'orders do not say whether the page that sends was seen: add "page" to "order"'
    if all(order.test is None for order in orders):
        yield "test traffic", 'orders do not say which are tests: add "test" to "order"'
    if not net or all(order.cancelled is None and order.back_at is None for order in orders):
        yield "refunds, cancelled", 'the books are taken as gross: add "cancelled" to "order", or "refunds"'
