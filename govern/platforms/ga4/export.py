"""The rows of the export that Analytics writes into BigQuery: where an event's parameters, its order and its worth stand.

A parameter is an entry of the list `event_params`, with its value in whichever of four columns fits its type. What an order is
worth stands in the record `ecommerce` too, in the currency of the event, and in columns that Analytics converted to US dollars.

Source: https://support.google.com/analytics/answer/7029846, and
https://github.com/GoogleCloudPlatform/devrel-demos/blob/main/data-analytics/programmatic-dq/mv_ga4_ecommerce_transactions.sql,
read 2026-12-01.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PARAMETERS = "event_params"
NEEDED = ("event_name", "event_timestamp", PARAMETERS)
"""The columns by which an export is known."""

COLUMNS = ("string_value", "int_value", "float_value", "double_value")
"""Where the value of a parameter stands: one of them is filled."""

UNSET = "(not set)"
"""What stands in place of an order's number where there is none."""

ECOMMERCE: Mapping[str, tuple[str, ...]] = {
    "transaction_id": ("transaction_id",),
    "value": ("purchase_revenue", "refund_value"),
    "shipping": ("shipping_value",),
    "tax": ("tax_value",),
}
"""Parameters that stand in the record `ecommerce` too, and under which names: the revenue of a purchase, the value of a refund."""

IN_DOLLARS = ("purchase_revenue_in_usd", "refund_value_in_usd")
EVENT_IN_DOLLARS = "event_value_in_usd"
"""What Analytics converted to US dollars: in `ecommerce`, and of any event with a value."""


def is_row(row: Any) -> bool:
    """Whether an object is a row of the export."""
    return isinstance(row, dict) and isinstance(row.get(PARAMETERS), list) and all(name in row for name in NEEDED)


def parameters(params: Any, record: Any) -> dict[str, Any]:
    """The parameters of a row by their names, out of its `event_params` and, where they lack one, its record `ecommerce`."""
    found: dict[str, Any] = {}
    for one in params if isinstance(params, list) else ():
        if isinstance(one, dict) and isinstance(one.get("key"), str):
            found[one["key"]] = filled(one.get("value"), COLUMNS)
    for name, columns in ECOMMERCE.items():
        if found.get(name) is None and (told := filled(record, columns)) is not None:
            found[name] = told
    return {name: value for name, value in found.items() if value != UNSET}


def filled(record: Any, columns: tuple[str, ...]) -> Any:
    """The first of some columns of a record in which something stands; nothing where there is no record."""
    if not isinstance(record, dict):
        return None
    return next((record[column] for column in columns if record.get(column) not in (None, UNSET)), None)


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as that of a log of hits: its columns that are single values, its parameters, and its worth. A worth that stands
    nowhere but in US dollars is in these."""
    told = parameters(row.get(PARAMETERS), row.get("ecommerce"))
    if told.get("value") is None:
        dollars = filled(row.get("ecommerce"), IN_DOLLARS)
        dollars = row.get(EVENT_IN_DOLLARS) if dollars is None else dollars
        told |= {"value": dollars, "currency": "USD"} if dollars is not None else {}
    return {**{name: value for name, value in row.items() if not isinstance(value, list | dict)}, **told}
