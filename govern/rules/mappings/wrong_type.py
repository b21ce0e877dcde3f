"""A parameter is of the type that the platform takes.

A value that arrives as text, a list that arrives as one word: the platform takes the event and drops the field. The
conversion is there and its revenue is not, or the catalogue says that no product matches.

Remedy: map a parameter of the right type; a `money` or `number` for values, a `currency` for currencies, `items` or
`list` for products.

Source: the block `parameters` of each platform in `govern/platforms`, with its addresses and day; only what is verified
there is used.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.platforms.facts import Parameter
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameter_values import expectation
from govern.signals.platform_fields import Filled, parameters

PLAIN = frozenset(
    ("string", "integer", "number", "boolean", "money", "currency", "email", "phone", "url", "timestamp", "date")
)
LISTS = frozenset(("items", "list", "object"))
TAKES = {
    "number": frozenset(("integer", "number", "money")),
    "integer": frozenset(("integer", "number", "items")),
    "string": PLAIN,
    "enum": PLAIN - {"money", "currency", "email", "phone", "url", "timestamp", "date"},
    "boolean": frozenset(("boolean", "string", "integer")),
    "array<string>": LISTS | {"string", "integer", "url"},
    "array<object>": LISTS,
    "array<item>": LISTS,
    "object": LISTS,
}
"""Our types that each of the platforms' types can be filled from: a text will do as a list of one, products are counted."""

CURRENCY = frozenset(("currency", "string"))


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: worth, type: number}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {value: worth, currency: {value: EUR}}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: worth, type: string}]}]
mappings: [{event: lead, destination: meta, as: Lead, parameters: {value: worth, currency: {value: EUR}}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for one in parameters(project):
        known = one.platform.parameter(one.field)
        takes = accepted(known) if known is not None and known.verified else None
        if known is None or takes is None:
            continue
        wanted = "a currency" if takes is CURRENCY else known.type
        if (
            one.parameter is not None
            and one.parameter.type is not None
            and one.parameter.type not in takes
            and not told(one)
        ):
            message = f'{one.said} fills "{one.field}", {article(wanted)}, from "{one.name}", which is {article(one.parameter.type)}'
            related = (Related("the parameter is here", one.at_parameter("type")),)
            help, cause = f"map a parameter that is {article(wanted)}", f"{one.declared_by}\n{one.name}\n{wanted}"
            yield Problem(one.place, message, related, help, cause=cause)
        if one.constant is not None and not suits(one, known, takes):
            message = f'{one.said} sends "{one.field}" as {shown(one.constant.value)}, which is not {article(wanted)}'
            yield Problem(one.place, message, help=f"write {article(wanted)}")


def told(one: Filled) -> bool:
    """Whether an example says already that the parameter is not of its type."""
    return one.parameter is not None and any(expectation(one.parameter, value) for _, value in one.samples())


def accepted(known: Parameter) -> frozenset[str] | None:
    """Our types that may fill a parameter of a platform; `None` where nothing can be said."""
    if known.format.startswith("ISO 4217"):
        return CURRENCY
    return TAKES.get(known.type)


def suits(one: Filled, known: Parameter, takes: frozenset[str]) -> bool:
    """Whether a fixed value can be of the type; a number may be written as text where the platform reads numbers."""
    value = one.constant.value if one.constant is not None else None
    if isinstance(value, bool):
        return "boolean" in takes
    if isinstance(value, int | float):
        return not takes.isdisjoint(("integer", "number"))
    return "string" in takes or (is_numeric(str(value)) and "integer" in takes and "not string" not in known.format)


def is_numeric(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return text.replace(".", "", 1).removeprefix("-").isdecimal()


def shown(value: object) -> str:
    """A value as messages quote it."""
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def article(word: str) -> str:
    """A type with its article."""
    return word if word.startswith("a ") else f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"
