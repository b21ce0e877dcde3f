"""What calls of vendors say that have no folder of their own, by the table of `platforms/vendors.py`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.gtm.calls import set_by
from govern.gtm.javascript import Code
from govern.platforms.vendors import VENDORS, AdVendor, VendorCall
from govern.signals.code.spoken import Arguments, Spoken, ambient, base, fixed, said
from govern.signals.signal import Told
from govern.signals.source import NOTHING, Fields, Text, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node

FUNCTIONS = {call.function: vendor for vendor in VENDORS for call in vendor.calls}
ACCOUNTS = {name: vendor for vendor in VENDORS for name in vendor.accounts}
OBJECTS = {name: (vendor, event) for vendor in VENDORS for name, event in vendor.objects.items()}
"""By what stands in code: the functions, the names that hold an account, the objects whose keys are set one by one."""


def set_in(code: Code) -> Iterator[tuple[str, tuple[Node, ...], Node]]:
    """What a code sets of a vendor's: the name, the values, and the place. Of an object all that is set is one."""
    if not any(name.partition(".")[0].encode() in code.text for name in (*ACCOUNTS, *OBJECTS)):
        return
    places = set_by(code)
    for name in ACCOUNTS:
        yield from ((name, (right,), node) for node, right in places.get(name, ()))
    for name in OBJECTS:
        keys = [key for key in places if key.startswith(f"{name}.")]
        if keys or name in places:
            first = min(
                (node for key in (*keys, name) for node, _ in places.get(key, ())), key=lambda one: one.start_byte
            )
            yield name, tuple(right for _, right in places.get(name, ())), first


def by_table(call: Arguments) -> Iterator[Spoken]:
    """What one call says, or what is set."""
    name = call.call.function
    if name in ACCOUNTS:
        yield base(call, ACCOUNTS[name].key, call.told(0))
    elif name in OBJECTS:
        yield of_object(call, *OBJECTS[name])
    else:
        vendor = FUNCTIONS[name]
        every = range(len(call)) if vendor.calls[0].each else range(1)
        kinds = [(next((one for one in vendor.calls if fits(call, one, at)), None), at) for at in every]
        known = [(kind, at) for kind, at in kinds if kind is not None]
        named = (one for kind, at in known if (one := told(call, kind.account, at)).source != NOTHING)
        account = next(named, ambient(call, vendor.key))
        for kind, at in known:
            yield spoken(call, vendor, kind, at, account)


def fits(call: Arguments, kind: VendorCall, at: int) -> bool:
    """Whether a call is of a kind."""
    source = told(call, kind.key, at).source
    return not kind.says or (isinstance(source, Text) and source.value in kind.says)


def spoken(call: Arguments, vendor: AdVendor, kind: VendorCall, at: int, account: Told) -> Spoken:
    """What a call of a known kind says."""
    name = told(call, kind.name, at)
    if kind.kind != "event" or name.source == NOTHING:
        return said(call, vendor.key, "base" if kind.kind == "event" else kind.kind, account=account)
    taken = {way.rpartition(".")[2] for way in (kind.account, kind.name)}
    fields, more = below(told(call, kind.fields, at))
    return event(call, vendor, account, name, {key: one for key, one in fields.items() if key not in taken}, more)


def event(
    call: Arguments, vendor: AdVendor, account: Told, name: Told, fields: dict[str, Told], more: tuple[str, ...]
) -> Spoken:
    """An event with its parameters, the number of an order as its ID."""
    order = next((fields[key] for key in vendor.order if key in fields), call.nothing())
    return said(call, vendor.key, "event", account=account, name=name, parameters=fields, more=more, event_id=order)


def of_object(call: Arguments, vendor: AdVendor, name: str) -> Spoken:
    """The event of an object whose keys are set one by one."""
    prefix = f"{call.call.function}."
    fields, more = below(call.told(0))
    for key, places in set_by(call.call.code).items():
        if key.startswith(prefix):
            fields[key.removeprefix(prefix)] = call.value(places[-1][1])
    return event(call, vendor, ambient(call, vendor.key), fixed(call, name), fields, more)


def told(call: Arguments, way: str, at: int) -> Told:
    """What stands at the end of a way, counted from an argument; nothing where there is none."""
    if not way:
        return call.nothing()
    number, *keys = way.split(".")
    found = call.told(int(number) + at)
    for key in keys:
        fields, more = below(found)
        found = fields.get(key) or found.replace(source=Unknown("object worked out by code") if more else NOTHING)
    return found


def below(found: Told) -> tuple[dict[str, Told], tuple[str, ...]]:
    """The keys of an object, and why there may be more of them."""
    source = found.source
    if isinstance(source, Fields):
        fields = {key: found.replace(source=value) for key, value in source.fields}
        return fields, ("object worked out by code",) if source.open else ()
    return {}, () if source == NOTHING else ("object worked out by code",)
