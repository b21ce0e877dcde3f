"""An item that Google Analytics gets says what it is, by `item_id` or `item_name`.

Items in the form of Universal Analytics (`id`, `name`, `variant`) are taken without a word. The revenue is right, and the
reports about products hold one line that is called `(not set)`.

Remedy: send `item_id` and `item_name`, as the page's data layer should.

Source: https://developers.google.com/analytics/devguides/collection/ga4/reference/events, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related, Route
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.platform_fields import parameters
from govern.spec.sections.events import Event

NAMES = ("item_id", "item_name")
OLD_NAMES = {"id": "item_id", "name": "item_name"}


@rule(
    good="""
destinations: [{name: ga4, platform: ga4}]
events:
  - name: list_seen
    parameters: [{name: products, type: items}]
    examples: [{products: [{item_id: A-1, price: 9.99}]}]
mappings: [{event: list_seen, destination: ga4, as: view_item_list, parameters: {items: products}}]
""",
    bad="""
destinations: [{name: ga4, platform: ga4}]
events:
  - name: list_seen
    parameters: [{name: products, type: items}]
    examples: [{products: [{id: A-1, price: 9.99}]}]
mappings: [{event: list_seen, destination: ga4, as: view_item_list, parameters: {items: products}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    said: set[str] = set()
    for one in parameters(project):
        if one.platform.key != "ga4" or one.field != "items" or one.event is None or one.event.name in said:
            continue
        for route, item in nameless(one.event, one.name):
            said.add(one.event.name)
            old = [f'"{new}" for "{name}"' for name, new in OLD_NAMES.items() if name in item]
            message = (
                f'an item in example {int(route[0]) + 1} of event "{one.event.name}" has neither item_id nor item_name'
            )
            related = (Related("it goes to Google Analytics here", one.place),)
            help = f"write {' and '.join(old) or 'item_id or item_name'}"
            yield Problem(one.event.place("examples", *route), message, related, help)
            break


def nameless(event: Event, name: str) -> Iterator[tuple[Route, dict[str, object]]]:
    """The items in an event's examples that do not say what they are."""
    for position, example in enumerate(event.examples):
        items = example.get(name)
        for number, item in enumerate(items) if isinstance(items, list) else ():
            if isinstance(item, dict) and not any(item.get(key) for key in NAMES):
                yield (position, name, number), item
