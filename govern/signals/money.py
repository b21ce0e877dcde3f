"""Amounts of money: their currency, and whether they are in minor units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.signals.mappings import says_all
from govern.signals.required_parameters import lacking
from govern.spec.currencies import is_currency
from govern.spec.sections.events import Event, EventParameter, Parameter
from govern.spec.sections.mappings import Constant, Mapping
from govern.spec.spelling import suggest, words

if TYPE_CHECKING:
    from govern.platforms.facts import Field
    from govern.project import Project

MINOR = frozenset(("cent", "cents", "eurocent", "eurocents", "penny", "pence", "minor", "micro", "micros"))
"""The words for less than a whole euro, dollar or pound."""


def amounts(project: Project, event: Event) -> Iterator[tuple[int, Parameter | EventParameter]]:
    """The amounts of an event, where all that it uses is known: a parameter that is not may be the currency."""
    if not any(parameter.type == "money" or parameter.use for parameter in event.parameters):
        return
    known = project.parameters_of(event)
    if len(known) < len({parameter.use or parameter.name for parameter in event.parameters}):
        return
    for position, parameter in enumerate(event.parameters):
        found = known.get(parameter.use or parameter.name or "")
        if found is not None and found.type == "money":
            yield position, found


def complaint(project: Project, event: Event, amount: Parameter | EventParameter) -> tuple[str, str]:
    """What is wrong with the currency of an amount, and the next step; empty when nothing is."""
    known, currency = project.parameters_of(event), amount.currency
    if currency is None:
        if any(other.type == "currency" for other in known.values()) or is_settled(project, event, amount.name):
            return "", ""
        message = f'event "{event.name}" has the amount "{amount.name}" and no parameter of the type currency'
        return message, "add {name: currency, type: currency}"
    if currency not in known:
        message = f'event "{event.name}" has the amount "{amount.name}" without its currency "{currency}"'
        spelt = suggest(currency, (name for name, other in known.items() if other.type == "currency"))
        is_declared = currency in project.parameter_by_name
        return message, spelt if spelt and not is_declared else f'add "{currency}" to the parameters'
    if known[currency].type != "currency":
        type = known[currency].type
        message = f'event "{event.name}": "{currency}", the currency of "{amount.name}", is of the type {type}'
        return message, "its type is currency"
    return "", ""


def forgotten(project: Project, event: Event) -> frozenset[str]:
    """The currencies that amounts of an event name and the event has not."""
    known = project.parameters_of(event)
    named = (amount.currency for _, amount in amounts(project, event))
    return frozenset(currency for currency in named if currency is not None and currency not in known)


def is_settled(project: Project, event: Event, amount: str | None) -> bool:
    """Whether every mapping that sends an amount says a fixed currency beside it, or is told that it lacks one. An
    amount that none sends goes by the others; what mappings say that cannot be read, nobody knows."""
    if not says_all(project):
        return True
    mappings = project.mappings_of_event.get(event.name, [])
    sending = [mapping for mapping in mappings if amount in mapping.parameters.values()]
    if not sending:
        return any(map(says_fixed, mappings))
    silent = [mapping for mapping in sending if not says_fixed(mapping)]
    told = {mapping.place() for mapping, _, field in lacking(project) if is_told(field)} if silent else set()
    return all(mapping.place() in told for mapping in silent)


def says_fixed(mapping: Mapping) -> bool:
    """Whether a mapping says a fixed currency; whether there is such a currency is asked by mappings/unknown-currency."""
    return any(is_code(field, value) for field, value in mapping.parameters.items())


def is_alone(project: Project, event: Event) -> bool:
    """Whether an amount of an event is told that it has no currency."""
    return any(complaint(project, event, amount)[0] for _, amount in amounts(project, event))


def is_told(field: Field) -> bool:
    """Whether mappings/required-parameter says that a field is missing, and it is a currency."""
    return field.verified and not field.wish and field.format.startswith("ISO 4217")


def is_code(field: str, value: str | Constant) -> bool:
    """Whether what fills a field is a fixed currency."""
    text = value.value if isinstance(value, Constant) else None
    return isinstance(text, str) and ("currency" in field.casefold() or is_currency(text))


def is_in_minor_units(name: str, unit: str) -> bool:
    """Whether a number is in minor units, by its unit or by its name."""
    return is_minor_unit(unit) or is_minor(name)


def is_minor_unit(unit: str) -> bool:
    """Whether a unit is a minor one: `cents`, `ct`, `euro cents`, but not `dollars and cents`."""
    return words(unit) == ("ct",) or (is_minor(unit) and len(words(unit)) <= 2)


def is_minor(name: str) -> bool:
    """Whether a name ends like an amount in minor units: `price_cents`, `amountInMinorUnits`."""
    said = [word for word in words(name) if word not in ("unit", "units")]
    return bool(said) and said[-1] in MINOR
