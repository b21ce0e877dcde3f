"""Hits of the platforms' own scripts, decoded by the request forms in the platforms' facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from govern.captures.consent import consent_in
from govern.captures.hit import Hit, Key
from govern.captures.mask import shown, shown_page
from govern.captures.request import Address, Request, below, fields_of, opened, plain, reach
from govern.captures.times import read_time
from govern.captures.values import (
    Digests,
    analytics_items,
    key_of,
    leaks,
    page_digest,
    parameters_of,
    products_in,
    value_of,
)
from govern.core.record import Record
from govern.platforms import Platform, load, platforms
from govern.platforms.facts import HitKind
from govern.platforms.facts import Request as Asked

ACCOUNTS = ("measurement_id", "tag_id", "pixel_id", "conversion_id", "advertiser")
STRUCTURE = frozenset(
    (*ACCOUNTS, "conversion_label", "event_name", "event_kind", "custom_event_name", "event_id", "hit_id", "page_url",
     "page_title", "referrer", "protocol_version", "client_id", "session_id", "session_count", "session_engaged",
     "string_param_prefix", "number_param_prefix", "user_string_prefix", "user_number_prefix", "item_prefix",
     "custom_prefix", "user_data_prefix", "consent", "consent_v2", "engagement_ms", "hit_sequence", "gtm_hash", "fbp",
     "fbc", "event_count", "library_version", "version", "timestamp", "timestamp_ms", "data_processing_options", "auid",
     "gclid", "user_data", "user_id", "non_personalised", "hashed_email", "hashed_phone", "external_id", "uuid",
     "cache_buster", "format", "in_iframe", "pixel_type", "machine_id", "click_id", "click_callback", "opt_out", "spa",
     "page_path")
)  # fmt: skip
"""What of a request is not a parameter of the event."""

PLACES = {"page_url": "its page address", "referrer": "its referrer", "page_title": "its page title"}
KEYS = {
    "hashed_email": ("em", "email"),
    "hashed_phone": ("ph", "phone_number", "phone"),
    "external_id": ("external_id",),
}
"""Match keys that stand in a field of their own."""


class Form(Record):
    """A request form with its platform, and its patterns compiled."""

    platform: Platform
    asked: Asked
    host: re.Pattern[str]
    path: re.Pattern[str]


class Forms:
    """The request forms of all platforms: those that tell events first, then by platform and as they are written."""

    def __init__(self) -> None:
        every = [(load(key), asked) for key in platforms() for asked in load(key).facts.browser.requests]
        every.sort(key=lambda one: one[1].kind != "event")
        self.all = [
            Form(platform, one, re.compile(one.host_pattern), re.compile(one.path_pattern)) for platform, one in every
        ]
        self.by_host: dict[str, list[Form]] = {}

    def of(self, address: Address, method: str) -> Form | None:
        """The form of a request to an address."""
        known = self.by_host.get(address.host)
        if known is None:
            known = self.by_host[address.host] = [form for form in self.all if form.host.search(address.host)]
        return next(
            (
                form
                for form in known
                if form.path.search(address.path)
                and (not method or not form.asked.methods or method in (*form.asked.methods, "OPTIONS"))
            ),
            None,
        )


def hits(form: Form, request: Request, address: Address, digests: Digests) -> Iterator[Hit]:
    """The hits of a request whose form is known, one for each event that it carries."""
    for fields in each(form.asked, request, address):
        yield hit_of(form, request, address, fields, digests)


def each(asked: Asked, request: Request, address: Address) -> Iterator[dict[str, Any]]:
    """The fields of each hit of a request: of its address, its form and its body."""
    body = request.body
    if isinstance(body, str) and body.lstrip()[:3] == "en=":
        for line in body.split("\n"):
            if line.strip():
                yield {**address.query, **fields_of(line.strip())}
        return
    outer = {**address.query, **request.form, **(body if isinstance(body, dict) else {})}
    rows = [row for way in asked.batch for row in listed(outer, way)]
    if rows:
        yield from ({**outer, **row} for row in rows)
    else:
        yield outer


def listed(outer: Mapping[str, Any], way: str) -> Iterator[dict[str, Any]]:
    """The objects at the end of `batch[]` or `req[].t`."""
    name, _, inner = way.partition("[]")
    for row in outer.get(name) or () if isinstance(outer.get(name), list) else ():
        found = row.get(inner.lstrip(".")) if inner and isinstance(row, dict) else row
        if isinstance(found, dict):
            yield found


def hit_of(form: Form, request: Request, address: Address, fields: dict[str, Any], digests: Digests) -> Hit:
    """One event of a request as a hit: names and values by the ways that the form says, nothing personal kept."""
    platform, asked = form.platform, form.asked
    get = {name: reach(fields, way) for name, way in asked.params.items()}
    name = name_of(get)
    raw = parameters(asked, get, fields)
    event_us, unit = read_time(get.get("timestamp_ms") or get.get("timestamp"))
    person = keys_of(platform, asked, get, fields, digests)
    order = get.get("transaction_id") or get.get("order_id") or raw.get("transaction_id") or raw.get("order_id")
    return Hit(
        n=request.n,
        place=request.place,
        platform=platform.key,
        form=asked.id,
        leg="browser",
        kind=kind_of(asked, get, name),
        host=address.host,
        account=shown(account_of(form, get, address), number=True),
        event=shown(name, number=True),
        event_id=kept(get.get("event_id") or raw.get("event_id"), digests),
        order_id=kept(order, digests),
        hit_id=kept(get.get("hit_id"), digests),
        at_us=request.at_us,
        event_us=event_us,
        time_unit=unit,
        page=shown_page(plain(get.get("page_url")) or ""),
        page_same=page_digest(plain(get.get("page_url")) or "", digests),
        parameters=parameters_of(raw, platform, digests),
        products=products_in(raw),
        keys=person,
        consent=consent_in(platform.key, get, fields),
        visit=request.visit,
        device=request.device,
        status=request.status,
        ms=request.ms,
        leaked=tuple(leaks(looked_through(fields), places_of(asked), digests, frozenset(person_fields(asked, fields)))),
    )


def kept(raw: Any, digests: Digests) -> Any:
    """What is kept of an ID; nothing where none was sent."""
    text = plain(raw)
    return value_of(text, digests, number=True) if text and text not in ("undefined", "null") else None


def looked_through(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, and those of objects in them by their way."""
    found: dict[str, Any] = {}
    level: list[tuple[str, Any]] = list(fields.items())
    for _ in range(5):
        following: list[tuple[str, Any]] = []
        for name, value in level:
            if isinstance(value, dict):
                following.extend((f"{name}.{inner}", one) for inner, one in value.items())
            elif isinstance(value, list):
                following.extend((f"{name}.{at}", one) for at, one in enumerate(value[:200]))
            else:
                found[name] = value
        level = following
    return found


def person_fields(asked: Asked, fields: Mapping[str, Any]) -> Iterator[str]:
    """The fields that hold match keys: hashed or not is asked elsewhere."""
    beginnings = (*asked.person, *(beginning.rstrip(".[") for beginning in asked.person))
    for name in looked_through(fields):
        if beginnings and name.startswith(beginnings):
            yield name
    yield from (asked.params[name] for name in ("user_data", *KEYS) if name in asked.params)


def places_of(asked: Asked) -> dict[str, str]:
    """What messages call fields that are more than a parameter."""
    return {asked.params[name]: where for name, where in PLACES.items() if name in asked.params}


def name_of(get: Mapping[str, Any]) -> str:
    """The event's name; of one's own events their own."""
    name = plain(get.get("event_name")) or ""
    if name.casefold() == "custom" and get.get("custom_event_name"):
        return plain(get["custom_event_name"]) or name
    if not name and plain(get.get("conversion_label")):
        return "conversion"
    if not name and get.get("group"):
        return f"{plain(get['group'])}/{plain(get.get('activity')) or ''}"
    return name or plain(get.get("event_kind")) or ""


def kind_of(asked: Asked, get: Mapping[str, Any], name: str) -> HitKind:
    """What a hit is for."""
    if asked.kind != "event":
        return asked.kind
    if str(get.get("measurement_id") or "").startswith("UA-") or get.get("protocol_version") == "1":
        return "retired" if "measurement_id" in asked.params else "event"
    for said in (name, plain(get.get("event_kind")) or ""):
        if said in asked.kinds:
            return asked.kinds[said]
    return "event" if name else asked.nameless


def account_of(form: Form, get: Mapping[str, Any], address: Address) -> str:
    """The account in the platform's spelling."""
    told = next((plain(get[name]) for name in ACCOUNTS if plain(get.get(name))), None) or ""
    found = form.path.search(address.path)
    if found is not None and "id" in form.path.groupindex:
        label = plain(get.get("conversion_label"))
        return f"AW-{found['id']}{f'/{label}' if label else ''}"
    return f"DC-{told}" if "advertiser" in form.asked.params and told else told


def parameters(asked: Asked, get: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The event's parameters, those with a field of their own first."""
    found = {name: value for name, value in get.items() if name not in STRUCTURE and value not in (None, "")}
    taken = set(asked.params.values())
    for beginning in asked.custom:
        for name, value in below(fields, beginning).items():
            if f"{beginning}{name}" not in taken and f"{beginning}{name}]" not in taken:
                found.setdefault(name, value)
    items = analytics_items(fields) if "item_prefix" in asked.params else []
    return {**found, "items": items} if items else found


def keys_of(
    platform: Platform, asked: Asked, get: Mapping[str, Any], fields: Mapping[str, Any], digests: Digests
) -> dict[str, Key]:
    """The match keys of a hit under the facts' names."""
    words = {key.browser_key: name for name, key in platform.match_keys.items() if key.browser_key}
    raw: dict[str, Any] = {}
    for beginning in asked.person:
        raw.update((words.get(name, name), value) for name, value in opened_below(fields, beginning).items())
    for name, options in KEYS.items():
        key = next((key for key in options if key in platform.match_keys), None)
        if key is not None and get.get(name):
            raw.setdefault(key, get[name])
    found = {name: key_of(value, digests) for name, value in raw.items() if name in platform.match_keys}
    return {name: key for name, key in found.items() if key is not None}


def opened_below(fields: Mapping[str, Any], beginning: str) -> dict[str, Any]:
    """What stands below a beginning, where that is an object or JSON too."""
    found = below(fields, beginning)
    if found or beginning[-1] != ".":
        return found
    inner = opened(fields.get(beginning[:-1]))
    return inner if isinstance(inner, dict) else {}
