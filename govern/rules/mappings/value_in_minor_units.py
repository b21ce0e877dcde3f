"""An amount reaches the platform in major units: euros, not cents.

Payment providers count in cents, and platforms take the number as it comes. 2999 cents are booked as 2,999 euros, the
return on ad spend looks a hundred times as good as it is, and the bidding spends accordingly until the invoice arrives.

Remedy: divide before sending, and map the parameter that holds the result, of the type `money`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.money import is_in_minor_units
from govern.signals.parameters import NUMERIC
from govern.signals.platform_fields import Filled, parameters

AMOUNTS = frozenset(
    ("value", "price", "tax", "shipping", "revenue", "net_revenue", "revenue_value", "ecommTotalValue", "predicted_ltv")
)
"""What platforms call amounts of money."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: worth, type: number}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {value: worth, currency: {value: EUR}}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: worth, type: number, unit: cents}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {value: worth, currency: {value: EUR}}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for one in parameters(project):
        if one.field in AMOUNTS and is_minor(one):
            message = f'{one.said} fills "{one.field}", which is in major units, from "{one.name}" in minor ones'
            related = (Related("the parameter is here", one.at_parameter()),)
            cause = f"{one.declared_by}\n{one.name}"
            yield Problem(one.place, message, related, "map an amount such as 29.99 rather than 2999", cause=cause)


def is_minor(one: Filled) -> bool:
    """Whether a parameter holds a number in minor units. That money does is said at its declaration."""
    parameter = one.parameter
    if parameter is None or parameter.type not in NUMERIC or parameter.type == "money":
        return False
    return is_in_minor_units(one.name, parameter.unit or "")
