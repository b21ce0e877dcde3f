"""Pixels: addresses that tell a vendor something, of images and of what code asks for, as parts of signals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.regex import regex
from govern.core.report import Place
from govern.gtm.calls import arguments_of, called, literal, set_by_key
from govern.gtm.javascript import Code
from govern.signals.code.expressions import Expressions, Resolve
from govern.signals.code.guards import Guards
from govern.signals.code.pixel_forms import PixelForm, form_of, query_of
from govern.signals.code.spoken import Spoken, text_told
from govern.signals.code.wrappers import Ways
from govern.signals.signal import Told
from govern.signals.source import NOTHING, Ambient, Join, Source, Text, joined

if TYPE_CHECKING:
    from tree_sitter import Node

LOADERS = ("navigator.sendBeacon", "fetch", "$.get", "jQuery.get", "$.getScript", "jQuery.getScript", "importScripts",
           "document.write", "document.writeln")  # fmt: skip
"""Functions that ask for the address that they are given, or write an element that does."""

SRC = regex(r"<(?:img|iframe)\s[^<>]{0,200}?\bsrc\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
"""The address of an image or a frame that code writes into the page."""

ACCOUNTS = ("measurement_id", "tag_id", "pixel_id", "conversion_id")
VALUES = ("value", "currency", "transaction_id", "order_id")
"""What facts call the fields of a request that hold whom it tells, and what an order is worth."""

WORTHLESS = (NOTHING, Text(""), Text("0"), Text("0.00"))


def in_code(code: Code, resolve: Resolve, place: Place) -> Iterator[Spoken]:
    """What code tells by an address that it puts together: an image's, a beacon's, or that of a request."""
    places = tuple(addresses(code))
    if not places:
        return
    ways, plain = Ways(code, Guards(code)), Expressions(code, resolve)
    for node, given in places:
        for use in ways.of(node, (given,)):
            source = plain.within(use.bound).source(given)
            parts = source.parts if isinstance(source, Join) else (source,)
            pieces = (one.value if isinstance(one, Text) else f"{{{{\0{at}}}}}" for at, one in enumerate(parts))

            def filled(name: str, parts: tuple[Source, ...] = parts) -> Source:
                return parts[int(name[1:])] if name.startswith("\0") else resolve(name)

            text = "".join(pieces)
            address = found.group(1) if "<" in text and (found := SRC.search(text)) else text
            for told in pixel(address, filled, place, code.line_of(node)):
                yield told.replace(surely=use.reached.surely, guards=use.reached.guards, after=use.reached.after)


def addresses(code: Code) -> Iterator[tuple[Node, Node]]:
    """The places of a code that load an address, and the address, or the HTML of an element that has it."""
    yield from set_by_key(code, "src")
    yield from set_by_key(code, "innerHTML")
    for name, nodes in called(code).items():
        last = name.rpartition(".")[2]
        for node in nodes if name in LOADERS or last == "setAttribute" else ():
            given = arguments_of(node)
            if last != "setAttribute" and given:
                yield node, given[0]
            elif len(given) == 2 and literal(code, given[0]) == "src":
                yield node, given[1]


def pixel(address: str, resolve: Resolve, place: Place, line: int) -> Iterator[Spoken]:
    """What an address tells, where it is one that a platform's own script asks for; `{{...}}` in it is resolved."""
    found = form_of(address)
    if found is not None:
        told = {key: text_told(value, resolve, place) for key, value in query_of(found[2])}
        nothing = text_told("", resolve, place).replace(source=NOTHING, written=None)
        yield Query(found[0], found[1], told, nothing).spoken(line)


class Query:
    """The query of an address, read as the form of its request says."""

    def __init__(self, form: PixelForm, id: str, told: dict[str, Told], nothing: Told) -> None:
        self.form, self.id, self.told, self.nothing = form, id, told, nothing

    def spoken(self, line: int) -> Spoken:
        """What the address tells."""
        name, values = self.name(), self.values()
        said = name.source.value if isinstance(name.source, Text) else "" if name.source == NOTHING else "?"
        event_id = self.get("event_id")
        if event_id.source == NOTHING and self.form.platform == "google_ads":
            event_id = values.get("transaction_id", self.nothing)
        kind, account = self.form.kind(said), self.account()
        more = ("a fallback image",) if self.id else ()
        return Spoken(self.form.platform, kind, account, name, values, more, event_id, {}, "img", line)

    def get(self, *names: str) -> Told:
        """The first field that is told, by our names for them; nothing where none is."""
        ways = (self.form.ways.get(name, "") for name in names)
        return next((self.told[way] for way in ways if way in self.told), self.nothing)

    def account(self) -> Told:
        """Whom it is told: an ID in the path, with the label of a conversion, or one in the query."""
        if self.id:
            label = self.get("conversion_label")
            return label.replace(source=joined((Text(f"{self.id}/"), label.source)) if label.written else Text(self.id))
        if self.form.platform == "floodlight":
            parts = [self.get(key) for key in ("advertiser", "group", "activity")]
            pieces = [piece for one in parts for piece in (Text("/"), one.source)][1:]
            return parts[0].replace(source=joined(pieces), via=tuple(name for one in parts for name in one.via))
        account = self.get(*ACCOUNTS)
        return account if account.source != NOTHING else account.replace(source=Ambient(self.form.platform))

    def name(self) -> Told:
        """The event's name. What has none, and the label of a conversion or a worth, tells a conversion."""
        name = self.get("event_name", "event_kind")
        if name.source not in (NOTHING, Text("")):
            return name
        counted = self.form.platform == "floodlight" or any(
            self.get(key).source not in WORTHLESS for key in ("conversion_label", "sale_amount")
        )
        return name.replace(source=Text("conversion") if counted else NOTHING)

    def values(self) -> dict[str, Told]:
        """The parameters: what has no field of its own under the platform's name for it, a worth under ours."""
        taken = {"noscript", *self.form.ways.values()}
        found = {self.form.own_name(key): told for key, told in self.told.items() if key not in taken}
        known = {name: told for name in VALUES if (told := self.get(name)).source != NOTHING}
        if self.form.platform == "floodlight" and "value" not in known:
            known.pop("transaction_id", None)  # a counter has a number drawn by lot there
        worth = self.get("sale_amount")
        return {**found, **({} if worth.source in WORTHLESS else {"value": worth}), **known}
