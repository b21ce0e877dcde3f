"""An amount of money travels with its currency.

A platform that gets a value without a currency takes the account's own: 10,000 yen are booked as 10,000 euros, and the
bidding pays for customers accordingly.

Remedy: give the event a parameter of the type `currency`, and name it at the amount (`{name: value, type: money,
currency: currency}`). A shop with one currency may write it in each mapping that sends the amount (`currency: {value:
EUR}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import Event
from govern.model.mappings import Constant
from govern.platforms._currencies import is_currency
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
parameters: [{name: value, type: money, currency: currency}, {name: currency, type: currency}]
events: [{name: purchase, parameters: [{use: value}, {use: currency}]}]
""",
    bad="""
parameters: [{name: value, type: money, currency: currency}, {name: currency, type: currency}]
events: [{name: purchase, parameters: [{use: value}]}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for event in project.events:
        yield from amounts_alone(project, event)


def amounts_alone(project: Project, event: Event) -> Iterator[Problem]:
    """The amounts of an event that come without a currency. A parameter that is not known may be one."""
    known = project.parameters_of(event)
    listed = {parameter.use or parameter.name for parameter in event.parameters}
    if len(known) < len(listed):
        return
    for position, parameter in enumerate(event.parameters):
        found = known.get(parameter.use or parameter.name or "")
        if found is None or found.type != "money":
            continue
        currency = found.currency
        if currency is None:
            if not any(other.type == "currency" for other in known.values()) and not is_fixed(
                project, event, found.name
            ):
                message = f'event "{event.name}" has the amount "{found.name}" and no parameter of the type currency'
                yield Problem(event.place("parameters", position), message, help="add {name: currency, type: currency}")
        elif currency not in known:
            message = f'event "{event.name}" has the amount "{found.name}" without its currency "{currency}"'
            cause = f"{found.name}\n{currency}" if parameter.use and currency not in project.parameter_by_name else ""
            yield Problem(
                event.place("parameters", position), message, help=f'add "{currency}" to the parameters', cause=cause
            )
        elif known[currency].type != "currency":
            message = f'event "{event.name}": "{currency}", the currency of "{found.name}", is a {known[currency].type}'
            yield Problem(event.place("parameters", position), message, help="its type is currency")


def is_fixed(project: Project, event: Event, amount: str | None) -> bool:
    """Whether every mapping that sends an amount says a fixed currency beside it."""
    sending = [m for m in project.mappings_of_event.get(event.name, ()) if amount in m.parameters.values()]
    return bool(sending) and all(any(map(is_code, mapping.parameters.values())) for mapping in sending)


def is_code(value: str | Constant) -> bool:
    """Whether what fills a field is a fixed currency."""
    return isinstance(value, Constant) and isinstance(value.value, str) and is_currency(value.value)
