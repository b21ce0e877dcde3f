"""The rows of a list of products in a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from govern.captures.bodies.event import EMPTY, Complaint, level, misfit, shown, type_name
from govern.core.report import Route

if TYPE_CHECKING:
    from govern.platforms.facts import Value

PLAIN = frozenset({
    "id", "item_id", "content_id", "merchantProductId", "name", "item_name", "content_name", "category", "item_category",
    "content_category", "brand", "item_brand", "price", "item_price", "content_price", "unitPrice", "quantity", "num_items",
})  # fmt: skip
"""What a product has one of, in every platform's words."""


def rows(fact: Value, value: list[Any], route: Route, verified: bool) -> Iterator[Complaint]:
    """The rows of a list of products."""
    for position, row in enumerate(value):
        where = (*route, position)
        if isinstance(row, dict):
            yield from product(fact, row, where, level(verified))
        else:
            yield Complaint(where, f"{fact.name} holds {type_name(row)}, expected objects", level(verified))


def product(fact: Value, row: dict[str, Any], where: Route, how: Literal["error", "warning"]) -> Iterator[Complaint]:
    """What is wrong with one row of a list of products: fields that its platform requires, what should be a number and is not."""
    for field in fact.fields_required:
        if row.get(field) in EMPTY:
            message = f'"{field}" is missing in {fact.name}, every entry needs it'
            yield Complaint(where, message, how, "missing")
    for field in fact.fields_as_number:
        if field in row and (isinstance(row[field], str) or misfit("number", row[field]) is not None):
            wanted = misfit("number", row[field])
            soft = row[field] in EMPTY or (wanted is None and not fact.fields_as_number_verified)
            message = f"{field} is {shown(row[field])}, expected {wanted or 'a number without quotes'}"
            yield Complaint((*where, field), message, "warning" if soft else how)
    for field in sorted(PLAIN.difference(fact.fields_as_number, fact.fields_as_text) & row.keys()):
        if isinstance(row[field], dict):
            message = f"{field} is an object, expected one value"
            yield Complaint((*where, field), message, how)
    for field in fact.fields_as_text:
        if field in row and not isinstance(row[field], str):
            message = f"{field} is {shown(row[field])}, expected a text"
            yield Complaint((*where, field), message, how if fact.fields_as_text_verified else "warning")
