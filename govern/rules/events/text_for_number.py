"""What is a number is declared as a number, and shown as one in the items of an example.

A price as text is `"29.99 EUR"` on one page and `"29,99"` on the next. Platforms read what they can and take the rest for
nothing: the purchases are all there, and the revenue is a fraction.

Remedy: declare the type `money`, `number` or `integer`, and send the bare number.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Route
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.parameters import by_name, is_of_number, is_text_for_number
from govern.signals.platform_fields import parameters
from govern.spec.sections.events import Event

OF_ITEMS = frozenset(("price", "quantity", "item_price", "discount"))
"""What platforms call the numbers of an item."""


@rule(
    good="parameters: [{name: price, type: money}]",
    bad="parameters: [{name: price, type: string}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    named = (same for name, same in by_name(project).items() if is_of_number(name))
    suspects = [found for same in named for found in same if is_text_for_number(found)]
    told = told_elsewhere(project) if suspects else frozenset()
    for found in suspects:
        if found.name not in told:
            message = f"{found.said} is a number by its name and text by its type"
            yield Problem(found.place("type"), message, help="declare it as money, number or integer", cause=found.name)
    for event in project.events:
        for route, value in numbers_as_text(event) if event.examples else ():
            message = (
                f'example {int(route[0]) + 1} of event "{event.name}": "{route[-1]}" of an item is "{value}", a text'
            )
            yield Problem(event.place("examples", *route), message, help="write the bare number, without quotes")


def numbers_as_text(event: Event) -> Iterator[tuple[Route, str]]:
    """The prices and quantities of items that are written as text in an event's examples."""
    for position, example in enumerate(event.examples):
        for name, value in example.items():
            for number, item in enumerate(value) if isinstance(value, list) else ():
                for key in OF_ITEMS.intersection(item) if isinstance(item, dict) else ():
                    if isinstance(item[key], str):
                        yield (position, name, number, key), item[key]


def told_elsewhere(project: Project) -> frozenset[str]:
    """Parameters that are sent where a number is wanted: mappings/wrong-type says so."""
    found = ((one.name, one.platform.parameter(one.field)) for one in parameters(project))
    return frozenset(name for name, known in found if known is not None and known.type in ("number", "integer"))
