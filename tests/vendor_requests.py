"""What the vendors' scripts send for a call, in the forms in which their requests were recorded; and as a HAR file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from captured import entry, recording

PAGE = "https://www.hazel.example/thanks"
DAY = "2026-11-23"
GRANTED = "G111"

Sent = tuple[str, Any]
"""An address and a body, `None` where there is none."""


def query(address: str, **fields: Any) -> str:
    """An address with the fields that have a value."""
    return f"{address}?{urlencode({name: value for name, value in fields.items() if value not in (None, '')})}"


def rows(given: dict[str, Any], table: str, name: str, value: str) -> dict[str, Any]:
    """A table of a tag."""
    return {row[name]: row[value] for row in given.get(table, ())}


def analytics(given: dict[str, Any]) -> Sent:
    """GA4's event tag."""
    sent = rows(given, "eventSettingsTable", "parameter", "parameterValue")
    fields: dict[str, Any] = {
        "v": 2,
        "tid": given["measurementIdOverride"],
        "en": given["eventName"],
        "dl": PAGE,
        "gcs": GRANTED,
    }
    for name, value in sent.items():
        if name == "currency":
            fields["cu"] = value
        elif name == "items":
            for number, item in enumerate(value, 1):
                fields[f"pr{number}"] = (
                    f"id{item['item_id']}~nm{item['item_name']}~pr{item['price']}~qt{item['quantity']}"
                )
        else:
            fields[f"{'epn' if isinstance(value, int | float) else 'ep'}.{name}"] = value
    return query("https://region1.google-analytics.com/g/collect", **fields), None


def google_tag(given: dict[str, Any]) -> Sent:
    """The page view that a Google tag sends by itself."""
    return query(
        "https://region1.google-analytics.com/g/collect", v=2, tid=given["tagId"], en="page_view", dl=PAGE, gcs=GRANTED
    ), None


def ads(given: dict[str, Any]) -> Sent:
    """A conversion of Google Ads."""
    number = given["conversionId"].removeprefix("AW-")
    fields = {"label": given["conversionLabel"], "value": given["conversionValue"], "currency_code": given["currencyCode"],
              "oid": given["orderId"], "url": PAGE, "gcs": GRANTED}  # fmt: skip
    return query(f"https://www.googleadservices.com/pagead/conversion/{number}/", **fields), None


def microsoft(given: dict[str, Any]) -> Sent:
    """UET's page load, or an event of one's own."""
    if given["eventType"] == "PAGE_LOAD":
        return query("https://bat.bing.com/action/0", ti=given["tagId"], evt="pageLoad", p=PAGE, asc="G", Ver=2), None
    sent = rows(given, "customParamTable", "customParamName", "customParamValue")
    fields = {"evt": "custom", "ea": given["customEventAction"], "gv": given["goalValue"], "gc": given["p_currency"],
              "eventid": sent.get("event_id"), "p": PAGE, "asc": "G", "Ver": 2}  # fmt: skip
    return query("https://bat.bing.com/action/0", ti="17000001", **fields), None


def meta(given: list[Any]) -> Sent | None:
    """`fbq('trackSingle', …)`."""
    if given[0] != "trackSingle":
        return None
    _, pixel, name, custom, options = given
    told = {f"cd[{key}]": json.dumps(value) if isinstance(value, list) else value for key, value in custom.items()}
    return query("https://www.facebook.com/tr/", id=pixel, ev=name, dl=PAGE, eid=options["eventID"], **told), None


def linkedin(given: list[Any]) -> Sent:
    """`lintrk('track', …)`."""
    told = given[1]
    return query("https://px.ads.linkedin.com/collect/", pid=given[2][0], conversionId=told["conversion_id"],
                 eventId=told["event_id"], url=PAGE, fmt="gif"), None  # fmt: skip


def pinterest(given: list[Any]) -> Sent:
    """`pintrk('load', …)` and `pintrk('track', …)`."""
    name, told = ("init", None) if given[0] == "load" else (given[1], json.dumps(given[2]))
    return query(
        "https://ct.pinterest.com/v3/", tid="2612345678901", event=name, ed=told, ad=json.dumps({"loc": PAGE})
    ), None


def reddit(given: list[Any]) -> Sent | None:
    """`rdt('track', …)`."""
    if given[0] != "track":
        return None
    told = given[2]
    fields = {"m.valueDecimal": told["value"], "m.currency": told["currency"], "m.itemCount": told["itemCount"],
              "m.conversionId": told["conversionId"]}  # fmt: skip
    return query("https://alb.reddit.com/rp.gif", id="a2_abc123z", event=given[1], **fields), None


def snapchat(given: list[Any]) -> Sent | None:
    """`snaptr('track', …)`."""
    if given[0] != "track":
        return None
    told = given[3]
    fields = {
        "e_pr": told["price"],
        "e_cur": told["currency"],
        "e_iids": ";".join(told["item_ids"]),
        "cdid": told["client_dedup_id"],
    }
    return query("https://tr.snapchat.com/p", pid=given[1], ev=given[2], pl=PAGE, **fields), None


def tiktok(given: list[Any]) -> Sent | None:
    """`ttq.track(…)`."""
    if given[0] != "track":
        return None
    body = {"event": given[1], "event_id": given[3]["event_id"], "properties": given[2],
            "context": {"pixel": {"code": given[3]["pixel_code"]}, "page": {"url": PAGE}}}  # fmt: skip
    return "https://analytics.tiktok.com/api/v2/pixel/track", body


def x(given: list[Any]) -> Sent | None:
    """`twq('event', …)`."""
    if given[0] != "event":
        return None
    return query(
        "https://t.co/1/i/adsct", txn_id="o8z6j", events=json.dumps([[given[1], given[2]]]), tw_document_href=PAGE
    ), None


VENDORS: dict[str, Callable[[Any], Sent | None]] = {
    "googtag": google_tag, "gaawe": analytics, "awct": ads, "baut": microsoft, "fbq": meta, "lintrk": linkedin,
    "pintrk": pinterest, "rdt": reddit, "snaptr": snapchat, "ttq": tiktok, "twq": x,
}  # fmt: skip


def captured_visit(hits: Iterable[dict[str, Any]]) -> str:
    """The recording of a page's hits."""
    order = list(VENDORS)  # scripts arrive in any order, what one of them sends keeps its own
    known = sorted((hit for hit in hits if hit["name"] in VENDORS), key=lambda hit: order.index(hit["name"]))
    sent = (VENDORS[hit["name"]](hit["given"]) for hit in known)
    found = [one for one in sent if one is not None]
    return recording(
        *(entry(url, body=body, at=f"{DAY}T10:00:{number:02}.000Z") for number, (url, body) in enumerate(found))
    )
