"""What code tells whom: a call of a vendor's function, its arguments as values, and the part of a signal that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govern.core.record import Record
from govern.core.report import Place
from govern.gtm.javascript import Code
from govern.signals.code.expressions import Expressions, Resolve
from govern.signals.code.guards import Guard, Reached
from govern.signals.code.wrappers import Bound
from govern.signals.signal import Kind, Surely, Told
from govern.signals.source import NOTHING, Ambient, Fields, Source, Text, joined

if TYPE_CHECKING:
    from tree_sitter import Node


class Call(Record):
    """A call of a vendor's function as it stands in code; in a function of the code's own, with what its parameters are."""

    function: str
    arguments: tuple[Node, ...]
    node: Node
    code: Code
    reached: Reached
    bound: Bound = {}

    @property
    def line(self) -> int:
        """The line in the field that holds the code."""
        return self.code.line_of(self.node)


class Spoken(Record):
    """One thing that code tells somebody: what it says of a signal, where, and under which conditions.

    `call` is the function, or `img` for a pixel; `after` is the event of the page that it waits for.
    """

    platform: str
    kind: Kind
    account: Told
    name: Told
    parameters: Mapping[str, Told]
    more: tuple[str, ...]
    event_id: Told
    person: Mapping[str, Told]
    call: str
    line: int
    surely: Surely = "always"
    guards: tuple[Guard, ...] = ()
    after: str = ""


class Arguments:
    """The arguments of a call, as values."""

    def __init__(self, call: Call, reader: Expressions, place: Place) -> None:
        self.call, self.reader, self.place = call, reader, place

    def __len__(self) -> int:
        return len(self.call.arguments)

    def nothing(self) -> Told:
        """What is not told."""
        return Told(NOTHING, self.place)

    def told(self, at: int) -> Told:
        """An argument by its number; nothing where there is none."""
        nodes = self.call.arguments
        return self.value(nodes[at]) if at < len(nodes) else self.nothing()

    def text(self, at: int) -> str:
        """An argument where it is a fixed text; else empty."""
        source = self.told(at).source
        return source.value if isinstance(source, Text) else ""

    def value(self, node: Node) -> Told:
        """An expression, as a value with the variables that it names."""
        code, (reader, meant) = self.call.code, self.reader.meant(node)
        if meant is None:
            return self.nothing()
        return Told(reader.source(meant), self.place, code.holes(meant), code.written(meant)[:500])

    def source(self, source: Source, other: Told) -> Told:
        """Another source that stands where a value does."""
        return other.replace(source=source)

    def fields(self, at: int) -> tuple[dict[str, Told], tuple[str, ...]]:
        """The keys of an argument that is an object, and why there may be more of them."""
        if at >= len(self.call.arguments):
            return {}, ()
        given = self.told(at)
        source = given.source
        if source == NOTHING:
            return {}, ()
        if not isinstance(source, Fields):
            return {}, ("object worked out by code",)
        meant = self.reader.meant(self.call.arguments[at])[1]
        written = dict(self.pairs(meant)) if meant is not None else {}
        found = {key: written.get(key, given).replace(source=value) for key, value in source.fields}
        return found, ("object worked out by code",) if source.open else ()

    def pairs(self, node: Node) -> Iterator[tuple[str, Told]]:
        """The keys of an object that stands in the call itself, as they are written there."""
        code = self.call.code
        for pair in node.named_children if node.type == "object" else ():
            name, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if name is not None and value is not None:
                told = Told(NOTHING, self.place, code.holes(value), code.written(value)[:500])
                yield code.written(name).strip("'\""), told


def text_told(text: str, resolve: Resolve, place: Place) -> Told:
    """A text outside of code, with what its `{{Name}}` come to."""
    parts = re.split(r"\{\{([^{}]+)\}\}", text)
    pieces = (resolve(part) if at % 2 else Text(part) for at, part in enumerate(parts) if part)
    return Told(joined(pieces), place, tuple(parts[1::2]), text)


def said(call: Arguments, platform: str, kind: Kind, **values: Any) -> Spoken:
    """A part of a signal, with nothing where nothing is given."""
    nothing, reached = call.nothing(), call.call.reached
    state: dict[str, Any] = {
        "platform": platform,
        "kind": kind,
        "account": nothing,
        "name": nothing,
        "parameters": {},
        "more": (),
        "event_id": nothing,
        "person": {},
        "call": call.call.function,
        "line": call.call.line,
        "surely": reached.surely,
        "guards": reached.guards,
        "after": reached.after,
    }
    return Spoken(**{**state, **values})


def ambient(call: Arguments, platform: str) -> Told:
    """Whichever account the page has initialised."""
    return call.nothing().replace(source=Ambient(platform))


def fixed(call: Arguments, text: str) -> Told:
    """What a call always means."""
    return call.nothing().replace(source=Text(text))


def event(call: Arguments, platform: str, name: Told, at: int, id_key: str = "", account: Told | None = None) -> Spoken:
    """An event with its parameters in the argument at a place, and its ID among them."""
    fields, more = call.fields(at)
    event_id = fields.pop(id_key, call.nothing()) if id_key else call.nothing()
    told = account or ambient(call, platform)
    return said(call, platform, "event", account=told, name=name, parameters=fields, more=more, event_id=event_id)


def base(call: Arguments, platform: str, account: Told, person: int = -1) -> Spoken:
    """An account is initialised, and maybe it is said who the visitor is."""
    people = call.fields(person)[0] if person >= 0 else {}
    return said(call, platform, "base", account=account, person=people)
