"""Rows of the export of Google Analytics (BigQuery): parameters by key; whichever of the four value columns is filled counts."""

from __future__ import annotations

from typing import Any

from govern.captures.hit import Hit
from govern.captures.mask import shown, shown_page
from govern.captures.request import Request, opened, plain
from govern.captures.times import read_time
from govern.captures.values import Digests, leaks, parameters_of, products_in, value_of
from govern.platforms import load

COLUMNS = ("string_value", "int_value", "float_value", "double_value")
PAGE = "page_location"


def hit_of(request: Request, digests: Digests) -> Hit:
    """The event of a row."""
    row = request.body
    raw = {**flat(row), **by_key(opened(row.get("event_params")))}
    order = raw.get("transaction_id") or ecommerce(row).get("transaction_id")
    at, unit = read_time(row.get("event_timestamp"))
    page = raw.pop(PAGE, None)
    text = plain(order)
    places = {PAGE: "its page address", "page_referrer": "its referrer", "page_title": "its page title"}
    return Hit(
        n=request.n,
        place=request.place,
        platform="ga4",
        form="export row",
        leg="browser",
        kind="event",
        account=shown(plain(row.get("stream_id")) or "", number=True),
        event=shown(plain(row.get("event_name")) or "", number=True),
        order_id=value_of(text, digests, number=True) if text else None,
        at_us=at,
        event_us=at,
        time_unit=unit,
        page=shown_page(str(page)) if page else "",
        visit=digests.of(visitor).hex() if (visitor := plain(row.get("user_pseudo_id"))) else "",
        parameters=parameters_of(raw, load("ga4"), digests),
        products=products_in(row),
        leaked=tuple(leaks({**raw, PAGE: page}, places, digests)),
    )


def by_key(params: Any) -> dict[str, Any]:
    """The parameters of a row."""
    found: dict[str, Any] = {}
    for one in params if isinstance(params, list) else ():
        if isinstance(one, dict) and isinstance(one.get("key"), str):
            value = one.get("value")
            filled = (
                (value[column] for column in COLUMNS if value.get(column) is not None)
                if isinstance(value, dict)
                else ()
            )
            found[one["key"]] = next(iter(filled), None)
    return found


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """What a table made of the export has as columns of their own."""
    if "event_params" in row:
        return {}
    known = (PAGE, "page_referrer", "page_title", "currency", "value", "transaction_id")
    told = {name.rpartition(".")[2]: value for name, value in row.items() if value not in (None, "")}
    return {name: told[name] for name in known if name in told}


def ecommerce(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of an order."""
    found = row.get("ecommerce")
    return found if isinstance(found, dict) else {}
