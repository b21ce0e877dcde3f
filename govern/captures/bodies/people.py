"""Who an event is about: match keys are hashed as the platform wants them, and there are enough of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.captures.bodies.event import EMPTY, Complaint, Event, either, fields, level, shown
from govern.core.memo import memo
from govern.core.regex import regex
from govern.core.report import Route

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

HASH = regex(r"[0-9a-f]{64}")
HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


Keys = tuple[tuple[str, Any, Route], ...]
"""Match keys under the facts' names, each with a value and the route to it."""


@memo
def identities(event: Event) -> Keys:
    """Every match key with each of its values."""
    return tuple(
        (key, inner, (*route, position)) if position >= 0 else (key, inner, route)
        for key, value, route in given(event)
        for position, inner in (enumerate(value) if isinstance(value, list) else ((-1, value),))
    )


@memo
def given(event: Event) -> Keys:
    """Every match key with what stands there, which may be a list."""
    return tuple(given_in(event))


def given_in(event: Event) -> Iterator[tuple[str, Any, Route]]:
    """`given`, looked for."""
    found, route = event.follow(event.form.user)
    ours: dict[str, str] = {written: name for name, written in event.form.names.items()}
    is_list = isinstance(found, list)
    rows = found if isinstance(found, list) else [found] if event.form.users == "keys" else []
    for position, row in enumerate(rows):
        where = (*route, position) if is_list else route
        if event.form.users == "typed" and isinstance(row, dict):
            yield str(row.get("idType")), row.get("idValue"), (*where, "idValue")
        elif isinstance(row, dict):
            for key, value in row.items():
                if key == "address":
                    yield from address(value, (*where, key), ours)
                else:
                    yield ours.get(str(key), str(key)), value, (*where, key)


def address(value: Any, route: Route, ours: dict[str, str]) -> Iterator[tuple[str, Any, Route]]:
    """The parts of a postal address, which is one or a list of them."""
    for position, row in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(row, dict):
            for key, inner in row.items():
                where = (*route, position, key) if isinstance(value, list) else (*route, key)
                yield ours.get(f"address.{key}", f"address.{key}"), inner, where


def listed(event: Event) -> Iterator[Complaint]:
    """A match key is one value or a list of such, as its platform reads it, and no list has an empty entry."""
    block = event.platform.facts.customer_information
    for key, value, route in given(event):
        fact = event.platform.match_keys.get(key)
        if fact is None or value in EMPTY or event.form.legacy:
            continue
        if isinstance(value, list):
            if not fact.is_hashed or block.lists == "refused":
                sure = block.lists == "refused" and block.lists_verified
                yield Complaint(route, f"{key} is a list, expected one value", level(sure))
            for position, one in enumerate(value):
                if one in EMPTY:
                    message = f"{key} holds {shown(one)}, expected no empty entry"
                    yield Complaint((*route, position), message, "warning")
        elif block.lists == "required" and fact.is_hashed:
            yield Complaint(route, f"{key} is one value, expected a list", level(block.lists_verified))
        if not fact.is_hashed and (isinstance(value, bool) or (block.as_text and isinstance(value, int | float))):
            message = f"{key} is {shown(value)}, expected a text"
            yield Complaint(route, message, level(block.as_text_verified and not isinstance(value, bool)))


def kinds(event: Event) -> Iterator[Complaint]:
    """Where each match key says its kind, it is one that the platform knows."""
    known = event.platform.match_keys
    for key, _, route in given(event) if event.form.users == "typed" else ():
        if key not in known:
            message = f"idType is {shown(key)}, expected {either(name for name in known if name.isupper())}"
            sure = event.platform.facts.customer_information.verified
            yield Complaint((*route[:-1], "idType"), message, level(sure))


def wholes(event: Event) -> Iterator[Complaint]:
    """A match key that is an object of whole numbers has all of them."""
    for key, value, route in given(event):
        fact = event.platform.match_keys.get(key)
        for name in fact.fields if fact is not None and value is not None and not event.form.legacy else ():
            number = value.get(name) if isinstance(value, dict) else None
            if isinstance(number, bool) or not isinstance(number, int):
                message = f"{key} has {shown(number)} as {name}, expected a whole number"
                yield Complaint(route, message, level(fact is not None and fact.verified))


def hashed(event: Event) -> Iterator[Complaint]:
    """Match keys are hashed where the platform wants a hash, and plain where it does not. No value is repeated: it is
    personal data."""
    for key, value, route in identities(event):
        fact = event.platform.match_keys.get(key)
        if (
            fact is None
            or value in EMPTY
            or fact.fields
            or (event.form.legacy and not event.form.user and key not in event.form.names)
        ):
            continue
        is_hash = isinstance(value, str) and HASH.fullmatch(value)
        if fact.pattern and not event.form.legacy and not re.search(fact.pattern, str(value)):
            yield Complaint(route, f"{key} has not the form {fact.pattern}, {fact.pattern_note}", "warning", "form")
        if isinstance(value, dict):
            yield Complaint(route, f"{key} is an object, expected one value", level(fact.verified))
        elif value == HASH_OF_NOTHING:
            yield Complaint(route, f"{key} is the hash of an empty text", "warning")
        elif fact.hash == "required" and not is_hash:
            lower = isinstance(value, str) and HASH.fullmatch(value.lower())
            wrong = "has capital letters, expected" if lower else "is not hashed, expected"
            message = f"{key} {wrong} SHA-256 as 64 small hexadecimal digits"
            yield Complaint(route, message, level(fact.verified and not lower))
        elif fact.hash == "recommended" and not is_hash:
            yield Complaint(route, f"{key} is not hashed, {event.platform.name} recommends it", "warning")
        elif fact.hash == "forbidden" and is_hash and not event.form.legacy:
            yield Complaint(route, f"{key} is hashed, {event.platform.name} compares it as it is", "warning")


def objects(event: Event) -> Iterator[set[str]]:
    """The match keys that stand together: each object of a list must identify by itself."""
    found = event.follow(event.form.user)[0]
    if event.form.users == "list" and isinstance(found, list) and found:
        yield from ({key for key, value in row.items() if value not in EMPTY} for row in found if isinstance(row, dict))
    else:
        yield {key for key, value, _ in identities(event) if value not in EMPTY}


def is_enough(keys: set[str], ways: tuple[tuple[str, ...], ...]) -> bool:
    """Whether somebody can be known by keys."""
    return any(set(way) <= keys or (way == ("*",) and bool(keys)) for way in ways)


def someone(event: Event) -> Iterator[Complaint]:
    """There is enough to know a person by."""
    ways = event.platform.facts.customer_information.any_of
    if not ways or event.form.legacy or all(is_enough(keys, ways) for keys in objects(event)):
        return
    said = "a match key" if ways == (("*",),) else " or ".join(" with ".join(way) for way in ways)
    block = event.platform.facts.customer_information
    verified = block.any_of_verified if block.given("any_of_verified") else block.verified
    route = event.follow(event.form.user)[1]
    yield Complaint(route, f"nobody can be matched, {event.platform.name} requires {said}", level(verified))


def addresses(event: Event) -> Iterator[Complaint]:
    """An IP address is the visitor's: one that no visitor can have is the server's own, or a proxy's."""
    known = event.platform.match_keys
    keys = [(key, value, route) for key, value, route in identities(event) if key in known]
    beside = [(fact.name, value, event.route_of(fact.name)) for fact, value in fields(event) if fact.name not in known]
    for key, value, route in (*keys, *beside):
        plain = key.lower().replace("_", "")
        if (plain == "ip" or plain.endswith("ipaddress")) and value not in EMPTY:
            why = wrong_address(str(value))
            if why and not HASH.fullmatch(str(value)):
                yield Complaint(route, f"{key} is {why}, expected the visitor's address", "warning")


def wrong_address(value: str) -> str:
    """What an IP address is that is not a visitor's; empty where it may be one."""
    from ipaddress import ip_address

    try:
        found = ip_address(value)
    except ValueError:
        return "not an IP address"
    return "an address of the inner network" if any(found in network for network in inner_networks()) else ""


@functools.cache
def inner_networks() -> tuple[IPv4Network | IPv6Network, ...]:
    """The networks that nobody is in who comes from outside, read when an address is met."""
    from ipaddress import ip_network

    return tuple(map(ip_network, INNER))


INNER = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7", "fe80::/10")
"""Networks that nobody is in who comes from outside."""
