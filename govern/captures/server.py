"""Hits of servers: bodies of the platforms' conversion APIs, known by their address or, without one, by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from govern.captures.answers import error_in
from govern.captures.bodies.check import about_event, about_request, one_root
from govern.captures.bodies.event import ABSENT, Complaint, Event, events_of
from govern.captures.bodies.people import identities
from govern.captures.bodies.shape import form_of, recognise
from govern.captures.bodies.times import newest, told
from govern.captures.browser import looked_through
from govern.captures.consent import consent_in
from govern.captures.hit import Hit, Key, Leaked
from govern.captures.mask import Personal, shown, shown_message, shown_page
from govern.captures.request import Address, Request, plain
from govern.captures.times import read_time
from govern.captures.values import Digests, key_of, leaks, parameters_of, products_in, value_of
from govern.core.record import Record
from govern.payloads.forms import Form
from govern.platforms import Platform, load, platforms

NAMED = {"linkedin": "conversion", "google_ads": "conversion_action", "x": "event_id"}
"""Where a body names the event that has no name, but a conversion."""

ACCOUNTS = ("event_source_id", "pixel_code", "pixel_id", "event_set_id")
ORDERS = ("order_id", "transaction_id", "transactionId", "orderId")
SOURCES = {
    "meta": frozenset(("website", "email", "phone_call", "chat", "physical_store", "system_generated", "other", "app", "business_messaging")),
    "snapchat": frozenset(("WEB", "MOBILE_APP", "OFFLINE")),
    "pinterest": frozenset(("web", "app_android", "app_ios", "offline")),
}  # fmt: skip
"""By which words of `action_source` the bodies are told apart that look alike."""

SECRETS = frozenset(("access_token", "api_secret", "token", "key", "client_secret"))


class Api(Record):
    """A platform's server API by its addresses: `/{api_version}/{pixel_id}/events` as a pattern."""

    platform: Platform
    hosts: tuple[str, ...]
    paths: tuple[re.Pattern[str], ...]


@cache
def apis() -> tuple[Api, ...]:
    """The server APIs of all platforms."""
    found = []
    for key in platforms():
        api = load(key).api
        ways = (api.path_pattern, *api.other_paths, *api.legacy_paths, api.validate_path)
        if api.hosts:
            hosts = (*api.hosts, *filter(None, (api.eu_host,)))
            found.append(Api(load(key), hosts, tuple(re.compile(as_pattern(way)) for way in ways if way)))
    return tuple(found)


def as_pattern(path: str) -> str:
    """A path with names in braces as a regular expression."""
    pieces = re.split(r"\{(\w+)\}", path.rstrip("/"))
    return (
        "^" + "".join(f"(?P<{piece}>[^/:]+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)) + "/?$"
    )


def api_at(address: Address) -> tuple[Platform, dict[str, str]] | None:
    """The platform whose server API an address is, and what the path says: version, account."""
    path = address.path.replace("/debug/mp/", "/mp/").replace("/validate", "") or "/"
    for api in apis():
        if address.host in api.hosts:
            match = next((found for pattern in api.paths if (found := pattern.match(path))), None)
            if match is not None:
                return api.platform, match.groupdict()
    return None


def owner(body: Any, key: str = "", owners: tuple[str, ...] = ()) -> tuple[str, Form] | None:
    """Whose body it is; the platform of its address where that is known, `owners` are those whose form it is known to have."""
    if key:
        form = form_of(key, body)
        return (key, form) if form is not None else None
    found = owners or recognise(body)
    if len(found) > 1:
        found = apart(body, found)
    form = form_of(found[0], body) if len(found) == 1 else None
    return (found[0], form) if form is not None else None


def apart(body: Any, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Of platforms whose bodies look alike the one whose words they use; several where nothing tells."""
    events = body.get("data") if isinstance(body.get("data"), list) else [body]
    said = {event.get("action_source") for event in events if isinstance(event, dict)}
    told = tuple(key for key in keys if key in SOURCES and said and said <= SOURCES[key])
    told = told or tuple(key for key in keys if (form := form_of(key, body)) is not None and form.said)
    return told or keys


def hits(
    key: str, form: Form, request: Request, address: Address, path: dict[str, str], digests: Digests
) -> Iterator[Hit]:
    """The hits of a body, one for each event in it; without a time of its own the request has that of its newest event."""
    platform, body = load(key), request.body
    events = [Event(platform, form, body, data, route) for data, route in events_of(form, body)]
    known = request.at_us is not None
    sent = request.at_us / 1000 if request.at_us is not None else newest(events)
    for position, event in enumerate(events):
        said = [
            *(about_request(platform, form, body, events) if position == 0 else ()),
            *about_event(event, sent, known),
        ]
        hit = hit_of(event, request, address, path, digests) if isinstance(event.data, dict) else None
        base = hit or Hit(
            n=request.n, place=request.place, platform=key, form=form_name(form), leg="server", kind="event"
        )
        yield base.replace(complaints=tuple(dict.fromkeys(map(clean, one_root(form, said)))))


def clean(complaint: Complaint) -> Complaint:
    """A complaint without a word of what was sent that may not be shown: names of fields may be addresses too."""
    route = tuple(shown(step) if isinstance(step, str) else step for step in complaint.route)
    return complaint.replace(route=route, message=shown_message(complaint.message))


def form_name(form: Form) -> str:
    """What a form of bodies is called."""
    return f"{'.'.join(map(str, form.events)) or 'single'}{' (legacy)' if form.legacy else ''}"


def hit_of(event: Event, request: Request, address: Address, path: dict[str, str], digests: Digests) -> Hit:
    """One event of a body."""
    platform = event.platform
    custom = parameters(event)
    event_us, unit = happened(event)
    order = next((custom[name] for name in ORDERS if custom.get(name)), None)
    return Hit(
        n=request.n,
        place=request.place,
        platform=platform.key,
        form=form_name(event.form),
        leg="server",
        kind="event",
        host=address.host,
        account=shown(account(event, address, path), number=True),
        event=shown(name(event), number=True),
        event_id=kept(event_id(event, custom), digests),
        order_id=kept(order, digests),
        at_us=request.at_us,
        event_us=event_us,
        time_unit=unit,
        page=page(event),
        parameters=parameters_of(custom, platform, digests),
        products=products_in(custom),
        keys=people(event, digests),
        consent=consent_in(platform.key, {}, {**event.root, **event.data}),
        test=test(event, address),
        version=path.get("api_version", ""),
        status=request.status,
        ms=request.ms,
        error=error_in(platform.key, request.answer),
        leaked=tuple(leaked(event, address, digests)),
    )


def name(event: Event) -> str:
    """The event's name, or the conversion that stands for it."""
    stands_for = event.get(NAMED[event.platform.key]) if event.platform.key in NAMED else None
    told = event.name or (plain(stands_for) if stands_for is not ABSENT else "") or ""
    known = event.platform.key == "reddit" and told.casefold() == "custom"
    own = event.get("type.custom_event_name") if known else ABSENT
    return own if isinstance(own, str) and own else told


def parameters(event: Event) -> dict[str, Any]:
    """The event's parameters under the facts' names."""
    ours = {written: known for known, written in event.form.names.items()}
    if event.form.custom:
        return {ours.get(key, key): value for key, value in event.custom()[0].items()}
    found = {key: event.get(key) for key in event.platform.parameters}
    extra = {key: event.data[key] for key in (*ORDERS, "items") if key in event.data}
    order = event.get("order_id")
    told = {key: value for key, value in {**extra, **found}.items() if value is not ABSENT}
    return told if order is ABSENT else {**told, "order_id": order}


def event_id(event: Event, custom: dict[str, Any]) -> Any:
    """The ID by which the platform tells events apart."""
    for way in event.platform.facts.deduplication.methods:
        if way.id.startswith(("event_id", "conversion_id", "transaction_id")):
            told = event.get(way.server_key)
            last = way.server_key.rpartition(".")[2]
            return custom.get(last) if told is ABSENT else told
    return None


def kept(raw: Any, digests: Digests) -> Any:
    """What is kept of an ID."""
    text = plain(raw) if raw is not ABSENT else None
    return value_of(text, digests, number=True) if text else None


def happened(event: Event) -> tuple[int | None, str]:
    """When the event says that it happened, and the unit."""
    return next((found for _, value in told(event) if (found := read_time(value))[0] is not None), (None, ""))


def account(event: Event, address: Address, path: dict[str, str]) -> str:
    """The account, of the address or of the body."""
    for key, value in path.items():
        if key.endswith("_id") or key == "pixel_or_app_id":
            return value
    there = event.follow(event.form.account)[0] if event.form.account else ABSENT
    told = address.query.get("measurement_id") or (plain(there) if there is not ABSENT else "")
    return told or next((text for key in ACCOUNTS if (text := plain(either(event, key)))), "")


def either(event: Event, key: str) -> Any:
    """A field of the body or of the event."""
    return event.root.get(key) or event.data.get(key)


def page(event: Event) -> str:
    """The page that the event names."""
    for fact in event.platform.envelope.values():
        told = event.get(fact.name) if fact.type == "url" else ABSENT
        if isinstance(told, str) and told:
            return shown_page(told)
    told = event.custom()[0].get("page_location")
    return shown_page(told) if isinstance(told, str) else ""


def people(event: Event, digests: Digests) -> dict[str, Key]:
    """The match keys."""
    found: dict[str, Key] = {}
    for key, value, _ in identities(event):
        told = key_of(value, digests)
        if told is not None and key in event.platform.match_keys:
            found.setdefault(key, told)
    if not event.form.user:
        for key in event.platform.match_keys:
            value = event.get(key)
            told = key_of(value, digests) if value is not ABSENT else None
            if told is not None:
                found.setdefault(key, told)
    return found


def test(event: Event, address: Address) -> str:
    """What makes the event a test: a field, or where it was sent; empty where nothing does."""
    if "/debug/mp/" in address.path or address.path.endswith("/validate"):
        return "sent where events are only checked"
    mode = event.platform.facts.test_mode
    if (
        mode.location.startswith("query")
        and mode.parameter
        and address.query.get(mode.parameter, "").casefold() in ("true", "1")
    ):
        return mode.parameter
    for way in event.form.test:
        value, route = event.follow(way)
        if value not in (ABSENT, None, "", False):
            return str(route[-1])
    return ""


def leaked(event: Event, address: Address, digests: Digests) -> Iterator[Leaked]:
    """What is personal or secret where it has no place: in the parameters, the page's address, the request's own."""
    told = {fact.name: event.get(fact.name) for fact in event.platform.envelope.values() if fact.type == "url"}
    places = {name: "its page address" if "referrer" not in name else "its referrer" for name in told}
    texts = {name: value for name, value in told.items() if isinstance(value, str)}
    yield from leaks(texts, places, digests)
    custom = {key: value for key, value in event.custom()[0].items() if event.form.custom or key not in event.form.user}
    yield from leaks(looked_through(custom), {"page_location": "its page address"}, digests)
    for key, value, _ in identities(event):
        fact = event.platform.match_keys.get(key)
        if fact is not None and fact.hash in ("forbidden", "allowed") and isinstance(value, str):
            yield from (
                one for one in leaks({key: value}, {key: f'match key "{key}"'}, digests) if one.what.what != "name"
            )
    told_id = event_id(event, event.custom()[0])
    if isinstance(told_id, str):
        yield from leaks({"event_id": told_id}, {"event_id": "its event ID"}, digests)
    for key in SECRETS & address.query.keys() if event.platform.key != "ga4" else ():
        if address.query[key]:
            yield Leaked("the address of the request", Personal("token", len(address.query[key])))
