"""Where a value comes from: sources, and what can be said about two of them without seeing a value.

A source is what a variable, a parameter of the specs or an expression in code reads, whatever it is called. Two equal
sources read the same thing at the same moment. A value is compared as the text that is sent; an empty text and a value
that is not there tell nothing, and where texts are put together, what is not there adds nothing.

Questions are answered with True, False or None: None is "cannot be known", and a rule says nothing on it. True and False
are proofs: True is said only where the two are equal whatever is read, False only where they differ whatever is read, both
as far as both tell something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

MANY = 200
"""From so many texts on, nobody asks which of them it is."""


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


def choices(source: Source) -> frozenset[str] | None:
    """All texts that it can tell, or `None` where that is open."""
    found = texts(source)
    return None if found is None else found - {""}


def texts(source: Source) -> frozenset[str] | None:
    """All texts that it can be, the empty one where it may tell nothing; `None` where that is open."""
    match source:
        case Text():
            return frozenset((source.value,))
        case Nothing():
            return frozenset(("",))
        case Join():
            return together(source.parts)
        case Table() | Either():
            found = frozenset[str]()
            for one in alternatives(source):
                more = texts(one)
                if more is None or len(found) + len(more) > MANY:
                    return None
                found |= more
            return found
    return None


def together(parts: Iterable[Source]) -> frozenset[str] | None:
    """All texts that parts can make."""
    found = frozenset(("",))
    for part in parts:
        more = texts(part)
        if more is None or len(found) * len(more) > MANY:
            return None
        found = frozenset(before + after for before in found for after in more)
    return found


def is_certain(source: Source) -> bool:
    """Whether the source reads the same wherever it stands at one moment: nothing in it is unknown, left to code, or made
    anew each time."""
    match source:
        case Unknown() | Either():
            return False
        case Made(stable=False) | Fields(open=True):
            return False
    return all(map(is_certain, inner(source)))


def same(one: Source, other: Source) -> bool | None:
    """Whether two sources tell the same at one moment, where both tell something."""
    one, other = told(one), told(other)
    if NOTHING in (one, other):
        return None
    if one == other and is_certain(one):
        return True
    here, there = choices(one), choices(other)
    if here is not None and there is not None:
        if here.isdisjoint(there):
            return False if here and there else None
        if len(here | there) == 1:
            return True
    if are_apart(one, other):
        return False
    return of_all(row_by_row(one, other)) if are_rows_of_one(one, other) else of_all(each_with_each(one, other))


def are_rows_of_one(one: Source, other: Source) -> bool:
    """Whether two tables look up the same thing in the same rows, so that each row meets its like only."""
    return (
        isinstance(one, Table)
        and isinstance(other, Table)
        and (one.input, one.pattern) == (other.input, other.pattern)
        and is_certain(one.input)
        and [row.key for row in one.rows] == [row.key for row in other.rows]
    )


def row_by_row(one: Source, other: Source) -> Iterator[tuple[Source, Source]]:
    """The rows that meet."""
    return zip(alternatives(one), alternatives(other), strict=True)


def each_with_each(one: Source, other: Source) -> Iterator[tuple[Source, Source]]:
    """All that may meet where there is a choice on one side at least, and not too much of it."""
    here, there = alternatives(one), alternatives(other)
    if 1 < len(here) * len(there) <= MANY:
        yield from ((a, b) for a in here for b in there)


def of_all(pairs: Iterable[tuple[Source, Source]]) -> bool | None:
    """What is so of each pair in which both tell something; `None` where pairs differ, or there is none."""
    found = {same(a, b) for a, b in pairs if told(a) != NOTHING and told(b) != NOTHING}
    return found.pop() if len(found) == 1 else None


def are_apart(one: Source, other: Source) -> bool:
    """Whether two texts begin or end with what the other cannot begin or end with."""
    start, begin = edge(one, 0), edge(other, 0)
    if not (start.startswith(begin) or begin.startswith(start)):
        return True
    end, close = edge(one, -1), edge(other, -1)
    return not (end.endswith(close) or close.endswith(end))


def edge(source: Source, at: Literal[0, -1]) -> str:
    """The fixed text with which a source begins or ends; empty where there is none."""
    first = source.parts[at] if isinstance(source, Join) and source.parts else source
    return first.value if isinstance(first, Text) else ""
