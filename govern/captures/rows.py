"""Rows of the export of Google Analytics (BigQuery): parameters by key; whichever of the four value columns is filled counts."""

from __future__ import annotations

from typing import Any

from govern.captures.hit import Hit
from govern.captures.mask import shown, shown_page
from govern.captures.request import Request, opened, plain
from govern.captures.times import read_time
from govern.captures.values import Digests, leaks, parameters_of, products_in, value_of
from govern.platforms import load
from govern.platforms.ga4.export import ECOMMERCE, PARAMETERS, parameters

PAGE = "page_location"


def hit_of(request: Request, digests: Digests) -> Hit:
    """The event of a row."""
    row = request.body
    raw = {**flat(row), **parameters(opened(row.get(PARAMETERS)), opened(row.get("ecommerce")))}
    order = raw.get("transaction_id")
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


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """What a table made of the export has as columns of their own."""
    if PARAMETERS in row:
        return {}
    known = (PAGE, "page_referrer", "page_title", "currency")
    told = {
        name.rpartition(".")[2].removeprefix("ecommerce_"): value
        for name, value in row.items()
        if value not in (None, "")
    }
    worth = [{"key": name, "value": {"string_value": told[name]}} for name in ECOMMERCE if name in told]
    return {**{name: told[name] for name in known if name in told}, **parameters(worth, told)}
