"""Values of matched orders: what a hit said that an order was worth beside what it was, order by order.

Sums hide it: a hundred times here and nothing there may add up to what was sold. Currencies are converted only by a table of rates
that somebody gave; without one nothing is said of two that differ but that.
"""

from __future__ import annotations

from collections.abc import Iterable

from govern.core.record import Record
from govern.counts.exchange import Exchange
from govern.counts.records import Hit, Order
from govern.source.cells import day_number

EQUAL, ROUNDING = 5_000, 50_000
"""Half a cent is not a difference, five cents may be a cent in each of a few lines; in millionths."""

OFF = 0.03
"""How far a converted value may lie off the day's rate: others publish other rates, at other hours."""

HUNDRED = 100
LEAST = 1_000_000
"""Of orders worth less than one, rounding and a hundredth cannot be told apart."""

MEANING = {
    "the same": "the hit says what the order was worth",
    "rounding": "up to five cents apart",
    "without a value": "the hit says none",
    "zero": "the hit says that it was worth nothing",
    "a hundred times": "cents were sent as whole units",
    "a hundredth": "whole units were taken for cents",
    "without tax": "the tax of the order is not in it",
    "without shipping": "the shipping of the order is not in it",
    "without tax and shipping": "neither is in it",
    "tax on top": "the tax of the order is in it twice, or the order is written without it",
    "shipping on top": "the shipping of the order is in it twice, or the order is written without it",
    "tax and shipping on top": "both are in it twice, or the order is written without them",
    "another currency, the same figure": "the label is wrong, or the figure was not converted",
    "converted": "within three per cent of the day's rate",
    "converted at another rate": "more than three per cent off the day's rate, or not converted from this amount",
    "another currency": "converted or not: without a rate of the day nothing is said",
    "other": "nothing that the order carries explains it",
}
"""The classes, in the order in which they are told."""


class Worths(Record):
    """Matched orders by class: how many, and by how much hits are above orders in each currency, in millionths."""

    numbers: dict[str, int]
    sums: dict[str, dict[str, int]]
    unpriced: int = 0
    """Orders whose own value is not known."""

    @property
    def judged(self) -> int:
        """How many orders were looked at."""
        return sum(self.numbers.values())


def worths(matched: Iterable[tuple[Order, Hit]], rates: Exchange | None = None) -> Worths:
    """The classes of matched orders."""
    numbers: dict[str, int] = {}
    sums: dict[str, dict[str, int]] = {}
    unpriced = 0
    for order, hit in matched:
        if order.value is None:
            unpriced += 1
            continue
        found = class_of(order, hit, rates)
        numbers[found] = numbers.get(found, 0) + 1
        if hit.value is not None and not found.startswith(("another currency", "converted")):
            of_class = sums.setdefault(found, {})
            of_class[order.currency] = of_class.get(order.currency, 0) + hit.value - order.value
    return Worths({name: numbers[name] for name in MEANING if name in numbers}, sums, unpriced)


def class_of(order: Order, hit: Hit, rates: Exchange | None) -> str:
    """The class of one order, the first that fits."""
    value, told = order.value or 0, hit.value
    if told is None:
        return "without a value"
    if order.currency and hit.currency and order.currency.casefold() != hit.currency.casefold():
        return "another currency, the same figure" if near(told, value) else by_rate(order, hit, rates)
    if near(told, value):
        return "the same" if near(told, value, EQUAL) else "rounding"
    if told == 0:
        return "zero"
    if value >= LEAST and near(told, HUNDRED * value, HUNDRED * ROUNDING):
        return "a hundred times"
    if value >= LEAST and near(HUNDRED * told, value, HUNDRED * ROUNDING):
        return "a hundredth"
    return part_of(order, told)


def by_rate(order: Order, hit: Hit, rates: Exchange | None) -> str:
    """What a value in another currency is, as far as the day's rate is known."""
    day, codes = day_number(order.at), (order.currency.upper(), hit.currency.upper())
    rate = rates.rate(day, *codes) if rates is not None else None
    if rate is None:
        return "another currency"
    expected = (order.value or 0) * rate
    return "converted" if abs((hit.value or 0) - expected) <= OFF * expected else "converted at another rate"


def part_of(order: Order, told: int) -> str:
    """Which part of an order a value leaves out or has on top."""
    tax, shipping, value = order.tax or 0, order.shipping or 0, order.value or 0
    parts = {"tax": tax, "shipping": shipping, "tax and shipping": tax + shipping if tax and shipping else 0}
    for name, amount in parts.items():
        if amount and near(told, value - amount):
            return f"without {name}"
    for name, amount in parts.items():
        if amount and near(told, value + amount):
            return f"{name} on top"
    return "other"


def near(one: int, other: int, apart: int = ROUNDING) -> bool:
    """Whether two amounts lie no further apart than that."""
    return abs(one - other) <= apart
