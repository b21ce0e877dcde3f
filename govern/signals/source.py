"""Where a value comes from: sources, what they are made of, and what they come to when a message is known.

A source is what a variable, a parameter of the specs or an expression in code reads, whatever it is called. Two equal
sources read the same thing at the same moment (`sameness.py`). Where texts are put together, what is not there adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from govern.core.record import Record
from govern.spec.pattern import matcher

TextType = Literal["text", "number", "boolean"]
Where = Literal[
    "data layer",
    "data layer 1",
    "event data",
    "cookie",
    "header",
    "page",
    "element",
    "script",
    "built-in",
    "blank",
    "backend",
]

LONGEST = 2000
"""Patterns that are longer are not tried."""


class Source(Record):
    """Where a value comes from; one of the kinds below."""


class Text(Source):
    """Always this. `type` keeps what code said; numbers are written as JSON has them."""

    value: str
    type: TextType = "text"


class Read(Source):
    """Read outside: a key of the data layer, of event data, a cookie, a part of the page's address (`host`, `query:x`).

    `data layer 1` is what the last message brought, `data layer` what all of them have put together. A `blank` is a constant that somebody has still to fill in: equal to itself, proof of nothing else. What a `backend`
    reads is known to it alone.
    """

    place: Where
    key: str


class Message(Source):
    """The name of the event that is being told, which Tag Manager, the data layer and event data each spell otherwise."""


MESSAGE = Message()


class Join(Source):
    """Texts put together; made by `joined`."""

    parts: tuple[Source, ...]


class Row(Record):
    """A line of a table: for which input it is, and what it gives."""

    key: str
    value: Source


class Table(Source):
    """The first row whose key is the input, letter by letter, or whose `pattern` fits it; `otherwise` where none does."""

    input: Source
    rows: tuple[Row, ...]
    otherwise: Source
    pattern: bool = False


class Either(Source):
    """One of these; code decides which, and may decide otherwise the next time."""

    options: tuple[Source, ...]


class Fields(Source):
    """An object with known keys, each with its source; `open` where it may have further ones."""

    fields: tuple[tuple[str, Source], ...]
    open: bool = False


class Made(Source):
    """Worked out by code or a template from what it reads; not `stable` where that is another value each time."""

    how: str
    reads: tuple[Source, ...] = ()
    stable: bool = True


class Ambient(Source):
    """Whichever account of a platform the page has initialised."""

    platform: str


class Nothing(Source):
    """Nothing is told."""


NOTHING = Nothing()


class Unknown(Source):
    """It cannot be known, and `why`. Never the same as anything, itself included."""

    why: str


PLAIN = (Read, Text, Message)
"""What stays as it is when it stands alone."""


def joined(parts: Iterable[Source]) -> Source:
    """Sources put together as text, in one form: no join in a join, texts side by side are one."""
    given = parts if isinstance(parts, tuple) else tuple(parts)
    if len(given) == 1 and type(given[0]) in PLAIN:
        return given[0]
    found: list[Source] = []
    for part in given:
        for piece in part.parts if isinstance(part, Join) else (part,):
            last = found[-1] if found else None
            if isinstance(piece, Text) and isinstance(last, Text):
                found[-1] = Text(last.value + piece.value)
            elif not isinstance(piece, Nothing) and piece != Text(""):
                found.append(Text(piece.value) if isinstance(piece, Text) else piece)
    if len(found) == 1:
        return found[0]
    return Join(tuple(found)) if found else Text("")


def inner(source: Source) -> tuple[Source, ...]:
    """What a source is made of."""
    match source:
        case Join():
            return source.parts
        case Table():
            return (source.input, *(row.value for row in source.rows), source.otherwise)
        case Either():
            return source.options
        case Made():
            return source.reads
        case Fields():
            return tuple(value for _, value in source.fields)
    return ()


def given(source: Source, message: str) -> Source:
    """The source when one message comes: its name is filled in, and tables are looked up as far as they can be."""
    match source:
        case Message():
            return Text(message)
        case Join():
            return joined(given(part, message) for part in source.parts)
        case Either():
            return Either(tuple(given(one, message) for one in source.options))
        case Fields():
            return Fields(tuple((key, given(value, message)) for key, value in source.fields), source.open)
        case Made():
            return Made(source.how, tuple(given(one, message) for one in source.reads), source.stable)
        case Table():
            return looked_up(source, given(source.input, message), message)
    return source


def looked_up(table: Table, input: Source, message: str) -> Source:
    """A table with its input: what it gives, where the input is a text and letters decide."""
    if isinstance(input, Text) and not table.pattern:
        fitting = (row.value for row in table.rows if row.key == input.value)
        return given(next(fitting, table.otherwise), message)
    if isinstance(input, Text) and (found := fitted(table, input.value)) is not None:
        return given(found, message)
    rows = tuple(Row(row.key, given(row.value, message)) for row in table.rows)
    return Table(input, rows, given(table.otherwise, message), table.pattern)


def fitted(table: Table, text: str) -> Source | None:
    """What a table of patterns gives for a text; `None` where a pattern on the way cannot be tried."""
    for row in table.rows:
        match = matcher(row.key) if len(row.key) <= LONGEST else None
        if match is None:
            return None
        if match(text):
            return row.value
    return table.otherwise


def told(source: Source) -> Source:
    """The source as far as it tells something: where only one of several tells, that is the one."""
    match source:
        case Text(value=""):
            return NOTHING
        case Join():
            return told(found) if (found := joined(source.parts)) != source else source
        case Table() | Either():
            telling = tuple(dict.fromkeys(one for one in map(told, alternatives(source)) if one != NOTHING))
            return telling[0] if len(telling) == 1 else source if telling else NOTHING
    return source


def alternatives(source: Source) -> tuple[Source, ...]:
    """The sources of which one gives the value; the source itself where there is no choice."""
    match source:
        case Table():
            return (*(row.value for row in source.rows), source.otherwise)
        case Either():
            return source.options
    return (source,)
