"""Which columns of a log mean what: by their names, or as somebody says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govern.core.record import Record
from govern.counts.kind import kind
from govern.counts.table import plain
from govern.platforms.ga4.export import NEEDED

TIMES = ("at_us", "event_us")
NUMBERS = ("status", "ms")
MONEY = "value_micros"
TEXTS = ("account", "event", "event_id", "order_id", "leg", "currency", "em", "ph", "click", "external_id", "ip")
HITS = (*TEXTS[:5], "at_us", "event_us", "value_micros", "currency", "status", "ms", *TEXTS[6:])
"""The columns of the view `hits`, in order."""

ORDERS = ("order_id", "at_us", "value_micros", "currency")
"""The columns of the view `orders`."""

MORE: Mapping[str, tuple[str, ...]] = {
    "account": ("account", "destination", "pixel_id", "pixel", "dataset_id", "measurement_id", "platform"),
    "em": ("em", "email", "hashed_email", "user_data.em", "user.email"),
    "ph": ("ph", "phone", "hashed_phone", "user_data.ph", "user.phone"),
    "click": (
        "click",
        "click_id",
        "fbc",
        "gclid",
        "ttclid",
        "user_data.fbc",
        "user.ttclid",
        "sccid",
        "epik",
        "li_fat_id",
    ),
    "external_id": ("external_id", "user_id", "user_data.external_id", "user.external_id"),
    "ip": ("ip", "client_ip", "client_ip_address", "user_data.client_ip_address", "user.ip"),
}


EXPORT: Mapping[str, str] = {
    name: {"value_micros": "value", "event_us": "at_us"}.get(name, name)
    for name in (*TEXTS[:6], "at_us", "event_us", "value_micros", "click", "external_id")
}
"""Which columns the export of Analytics has for hits once it is unfolded (`export.py`)."""


class Columns(Record):
    """The columns of a log by what they mean, as the file names them; what is not there is not in it."""

    hits: dict[str, str]
    orders: dict[str, str] = {}


def hit_columns(header: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    """Which column of a header holds which field of a hit; `said` are those that the specs name."""
    header = tuple(header)
    if not said and set(NEEDED) <= set(header):
        return dict(EXPORT)
    known = kind("hits").hit
    wanted = {
        "event": known["event"], "event_id": known["event_id"], "order_id": known["order"], "leg": known["leg"],
        "at_us": known["at"], "event_us": known["event_time"], "value_micros": known["value"], "currency": known["currency"],
        "status": known["status"], "ms": known["ms"], **MORE,
    }  # fmt: skip
    return chosen(header, wanted, said)


def order_columns(header: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    """The columns of orders in a header."""
    known = kind("orders").order
    wanted = {
        "order_id": (*known["id"], "name", "id"),
        "at_us": ("processed_at", *known["at"]),
        "value_micros": known["value"],
        "currency": known["currency"],
    }
    return chosen(header, wanted, said)


def chosen(header: Iterable[str], wanted: Mapping[str, tuple[str, ...]], said: Mapping[str, str]) -> dict[str, str]:
    """For each meaning the column that somebody names, else the first that is called so."""
    by_name: dict[str, str] = {}
    for name in header:
        by_name.setdefault(plain(name), name)
    found = {
        meaning: next((by_name[name] for name in names if name in by_name), "") for meaning, names in wanted.items()
    }
    return {meaning: name for meaning, name in {**found, **said}.items() if name}
