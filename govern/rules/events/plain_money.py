"""An amount of money and a currency are declared as what they are.

A `number` says nothing about a currency, so nobody asks for one, and a platform that gets none takes the account's own.
A currency that is any text is `Euro`, `EUR` and `€`, and the value beside it is dropped.

Remedy: declare the type `money` with its `currency`, and the type `currency` for the currency.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import NUMERIC, Declaration, by_name, declared
from govern.spec.spelling import last_word, words

AMOUNTS = frozenset(("price", "revenue", "subtotal"))
CURRENCIES = frozenset((("currency",), ("currency", "code")))


@rule(
    good="parameters: [{name: price, type: money, currency: currency}, {name: currency, type: currency}]",
    bad="parameters: [{name: price, type: number}, {name: currency, type: string}]",
    level="note",
)
def check(project: Project) -> Iterator[Problem]:
    for name, same in by_name(project).items():
        for found in same if is_amount(name) else ():
            type = found.parameter.type
            if type in NUMERIC and type != "money":
                message = f"{found.said} is money by its name, and of the type {type}"
                yield Problem(found.place("type"), message, help="declare it as money", cause=name)
        for found in same if words(name) in CURRENCIES else ():
            if found.parameter.type == "string" and is_any(found) and name not in currencies(project):
                message = f"{found.said} is a currency by its name, and of the type string"
                yield Problem(found.place("type"), message, help="declare it as currency", cause=name)


@memo
def currencies(project: Project) -> frozenset[str | None]:
    """The parameters that amounts name as their currency."""
    return frozenset(found.parameter.currency for found in declared(project))


def is_amount(name: str) -> bool:
    """Whether a name is that of an amount of money: `unit_price`, `subTotal`."""
    return last_word(name) in AMOUNTS or words(name)[-2:] == ("sub", "total")


def is_any(found: Declaration) -> bool:
    """Whether a text may be anything."""
    return not found.parameter.values and found.parameter.pattern is None
