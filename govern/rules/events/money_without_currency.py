"""An amount of money travels with its currency.

A platform that gets a value without a currency takes the account's own: 10,000 yen are booked as 10,000 euros, and the
bidding pays for customers accordingly.

Remedy: give the event a parameter of the type `currency`, and name it at the amount (`{name: value, type: money,
currency: currency}`). A shop with one currency may write it in each mapping that sends the amount (`currency: {value:
EUR}`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.money import amounts, complaint
from govern.spec.currencies import is_currency
from govern.spec.sections.events import Parameter

CODE = 'amount "%s" names "%s" as its currency, a code where the name of a parameter belongs'
NAME = "write the parameter that holds the code, such as currency: currency"


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
    said: set[Place] = set()
    for event in project.events:
        for position, amount in amounts(project, event):
            message, help = complaint(project, event, amount)
            if message and is_currency(amount.currency or ""):
                own = event.place("parameters", position, "currency")
                place = amount.place("currency") if isinstance(amount, Parameter) else own
                if place not in said:
                    said.add(place)
                    yield Problem(place, CODE % (amount.name, amount.currency), help=NAME)
            elif message:
                shared = event.parameters[position].use and amount.currency not in project.parameter_by_name
                cause = f"{amount.name}\n{amount.currency}" if shared and amount.currency is not None else ""
                cause = event.name if amount.currency is None else cause
                yield Problem(event.place("parameters", position), message, help=help, cause=cause)
