"""What hits say an event is worth: the value, its currency, and the products it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.captures.hit import Hit, Value
from govern.captures.told import events, known, on_leg
from govern.captures.values import number_of
from govern.platforms.facts import Field, StandardEvent
from govern.spec.currencies import is_currency

if TYPE_CHECKING:
    from govern.project import Project

VALUES = ("value", "revenue_value", "conversionValue.amount")
CURRENCIES = ("currency", "price_currency", "conversionValue.currencyCode", "currencyCode")
PURCHASE = "purchase"
LEAST, MOST = 95, 130
"""Between what a value and the sum of its products stand apart when one is in cents: shipping and tax are in between."""


def first(hit: Hit, names: tuple[str, ...]) -> Value | None:
    """The first of some parameters that was sent."""
    return next((hit.parameters[name] for name in names if name in hit.parameters), None)


def standard(project: Project, hit: Hit) -> StandardEvent | None:
    """The platform's own event that a hit tells, whatever its capitals."""
    platform = known(project, hit)
    if platform is None:
        return None
    found = platform.events.get(hit.event)
    return found or next(
        (event for name, event in platform.events.items() if name.casefold() == hit.event.casefold()), None
    )


def is_purchase(project: Project, hit: Hit) -> bool:
    """Whether a hit tells the platform of a purchase."""
    event = standard(project, hit)
    return event is not None and event.canonical == PURCHASE


def no_numbers(project: Project) -> Iterator[tuple[Hit, Value]]:
    """The values that are not numbers: a sign of a currency, a comma, the word `undefined`."""
    for hit in events(project):
        value = first(hit, VALUES)
        if value is not None and value.type in ("text", "boolean") and number_of(value.text) is None:
            yield hit, value


def no_currencies(project: Project) -> Iterator[tuple[Hit, Value]]:
    """The currencies that are not codes of ISO 4217."""
    for hit in events(project):
        code = first(hit, CURRENCIES)
        if code is not None and not is_currency(code.text):
            yield hit, code


def worthless(project: Project) -> Iterator[Hit]:
    """The purchases that are worth nothing."""
    for hit in events(project):
        value = first(hit, VALUES)
        if value is not None and number_of(value.text) == 0 and is_purchase(project, hit):
            yield hit


def hundredfold(project: Project) -> Iterator[tuple[Hit, float, float]]:
    """The hits whose value is about a hundred times the sum of their products: one of them is in cents."""
    for hit in events(project):
        value, total = first(hit, VALUES), total_of(hit)
        amount = number_of(value.text) if value is not None else None
        if amount and total and LEAST <= amount / total <= MOST:
            yield hit, amount, total


def total_of(hit: Hit) -> float | None:
    """The sum of the products of a hit; `None` where a price or a quantity is not told."""
    if not hit.products or any(one.price is None for one in hit.products):
        return None
    open_ = any(one.quantity is None for one in hit.products)
    if open_ and hit.parameters.keys() & {"num_items", "number_items", "item_count", "quantity"}:
        return None
    return sum((one.price or 0) * (1 if one.quantity is None else one.quantity) for one in hit.products)


def lacking(project: Project) -> Iterator[tuple[Hit, tuple[Field, ...]]]:
    """What the platform requires with one of its events and a hit of its script does not tell."""
    for hit in on_leg(project, "browser"):
        event = standard(project, hit) if hit.form != "export row" else None
        if event is None:
            continue
        missing = tuple(
            field
            for field in event.required
            if field.verified and not field.wish and field.name not in hit.parameters
            if not field.required_if or field.required_if in hit.parameters
        )
        if missing:
            yield hit, missing
