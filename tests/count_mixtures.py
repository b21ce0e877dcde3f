"""Mixtures of causes with known shares: orders of a shop in Paris, hits to a platform in Los Angeles, and what it reports.

The label of each order is drawn first and told to nobody; what is explained is held against it.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from govern.core.record import Record
from govern.counts.records import Hit, Order
from govern.counts.shares import Cause, Frame
from govern.counts.units import Manners
from govern.counts.zones import zone
from govern.source.cells import HOUR_US, day_of_text

MINUTE = 60_000_000
DAY = 24 * HOUR_US
LOST: tuple[Cause, ...] = ("consent", "refused", "late", "blocked", "page not reached", "not sent, why is not known")
OVER: tuple[Cause, ...] = ("missing ids", "unmatched legs", "duplicates", "test traffic", "refunds, cancelled")
PAGE = {"page not reached": False, "not sent, why is not known": None}
"""What our own log says of the page that sends: not seen, or nothing at all."""

FIRST = "2026-10-19"
"""Fourteen days, over the night in which Europe's clocks go back."""


class Mixture(Record):
    """What can be seen, and what is true."""

    orders: list[Order]
    hits: list[Hit]
    frame: Frame
    manners: Manners
    true: Counter[str]
    reported: int


def mixture(seed: int, size: int = 4000) -> Mixture:
    """A mixture of all causes, each of up to 12 % of the orders; an order has one cause or none."""
    chance = Random(seed)
    rates = {cause: chance.uniform(0, 0.12) for cause in (*OVER, *LOST)}
    shop, platform = zone("Europe/Paris"), zone("America/Los_Angeles")
    first = day_of_text(FIRST)
    frame = Frame(first, first + 13, platform, shop)
    orders: list[Order] = []
    hits: list[Hit] = []
    true: Counter[str] = Counter()
    for number in range(size):
        at = first * DAY - DAY + chance.randrange(16 * DAY)
        cause = drawn(chance, rates)
        order = Order(
            f"A-{number}", at, chance.randrange(10, 200) * 1_000_000 + number, "EUR", cause == "test traffic",
            cause == "refunds, cancelled", cause != "consent", PAGE.get(cause, True),
        )  # fmt: skip
        orders.append(order)
        sent = list(hits_of(chance, order, cause))
        hits += sent
        note(true, frame, order, cause)
    for number in range(chance.randrange(size // 20)):  # clicks that were counted as purchases
        at = first * DAY + chance.randrange(13 * DAY)
        hits.append(Hit(at, "purchase", at, f"order_X-{number}", f"X-{number}", "browser", value=7, currency="EUR"))
        true["unknown to the backend"] += frame.there(at)
    chance.shuffle(hits)
    return Mixture(orders, hits, frame, Manners(48 * HOUR_US, 7 * DAY), true, chance.randrange(-50, 50))


def drawn(chance: Random, rates: dict[Cause, float]) -> str:
    """One cause, or none."""
    at = chance.random()
    for cause, rate in rates.items():
        at -= rate * 0.9
        if at < 0:
            return cause
    return ""


def hits_of(chance: Random, order: Order, cause: str) -> list[Hit]:
    """What is sent of an order: browser and server under one ID, and what its cause makes of that."""
    id = f"order_{order.id}"
    browser = Hit(order.at + MINUTE, "purchase", order.at, id, order.id, "browser", "meta", order.value, "EUR", 200)
    server = browser.replace(at=order.at + 5 * MINUTE, leg="server")
    both = [browser, server]
    match cause:
        case "consent" | "blocked" | "page not reached" | "not sent, why is not known":
            return []
        case "refused":
            return [hit.replace(status=400) for hit in both]
        case "late":
            return [server.replace(at=order.at + 8 * DAY)]
        case "missing ids":
            return [browser.replace(id=""), server.replace(id="")]
        case "unmatched legs":
            return [browser, server.replace(id=f"{id}-server")]
        case "duplicates":
            again = HOUR_US if chance.random() < 0.5 else 49 * HOUR_US
            id = f"{id}-again" if again == HOUR_US else id
            return [browser, browser.replace(id=id, at=browser.at + again)]
    return both if chance.random() < 0.5 else both[:1]


def note(true: Counter[str], frame: Frame, order: Order, cause: str) -> None:
    """Count what is true of an order."""
    there, here = frame.there(order.at), frame.here(order.at)
    booked = cause not in ("test traffic", "refunds, cancelled")
    if cause in OVER:
        true[cause] += there
    if cause in LOST:
        true[cause if there else "day boundary-"] += here
    elif booked and there != here:
        true["day boundary+" if there else "day boundary-"] += 1
    true["booked"] += booked and here
