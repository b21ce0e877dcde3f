"""What can be said of two sources without seeing a value: tables, and every claim against all that can be read."""

from __future__ import annotations

from hashlib import sha256
from itertools import product
from typing import Any

from for_each import for_each
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from govern.signals.sameness import choices, same
from govern.signals.source import (
    MESSAGE,
    NOTHING,
    Ambient,
    Either,
    Fields,
    Join,
    Made,
    Read,
    Row,
    Source,
    Table,
    Text,
    Unknown,
    given,
    joined,
    told,
)

ORDER = Read("data layer", "order_id")
HOST = Read("page", "host")
NUMBER = joined((Text("order_"), ORDER))
BY_HOST = Table(HOST, (Row("www.shop.example", Text("G-1")), Row("staging.shop.example", Text("G-2"))), NOTHING)

SAME: list[tuple[Source, Source, bool | None]] = [
    (Text("a"), Text("a"), True),
    (Text("1", "number"), Text("1"), True),
    (Text("a"), Text("b"), False),
    (ORDER, ORDER, True),
    (ORDER, Read("event data", "order_id"), None),
    (ORDER, Text("a"), None),
    (NUMBER, joined((Text("order_"), ORDER)), True),
    (joined((Text("Calls / "), ORDER)), joined((Text("Mails / "), HOST)), False),
    (joined((ORDER, Text("_web"))), joined((HOST, Text("_app"))), False),
    (joined((Text("a"), ORDER)), Text("ab"), None),
    (joined((Text("b"), ORDER)), Text("ab"), False),
    (MESSAGE, MESSAGE, True),
    (MESSAGE, Text("purchase"), None),
    (BY_HOST, BY_HOST, True),
    (BY_HOST, Text("G-1"), None),
    (BY_HOST, Text("G-3"), False),
    (BY_HOST, BY_HOST.replace(rows=(Row("www.shop.example", Text("G-2")), Row("staging.shop.example", Text("G-1")))), False),
    (BY_HOST, BY_HOST.replace(input=Read("data layer", "debug")), None),
    (BY_HOST.replace(rows=BY_HOST.rows[:1]), Text("G-1"), True),
    (Table(ORDER, (Row("", Text("")),), NUMBER), NUMBER, True),
    (Either((NUMBER, NOTHING)), NUMBER, True),
    (Either((Text("a"), Text("b"))), Either((Text("a"), Text("b"))), None),
    (Either((Text("a"), Text("b"))), Text("c"), False),
    (Made("hash", (ORDER,)), Made("hash", (ORDER,)), True),
    (Made("hash", (ORDER,)), Made("trim", (ORDER,)), None),
    (Made("now", stable=False), Made("now", stable=False), None),
    (Ambient("meta"), Ambient("meta"), True),
    (Ambient("meta"), Text("12345"), None),
    (Read("blank", "pixel"), Read("blank", "pixel"), True),
    (Fields((("a", ORDER),)), Fields((("a", ORDER),)), True),
    (Fields((("a", ORDER),), open=True), Fields((("a", ORDER),), open=True), None),
    (NOTHING, NOTHING, None),
    (Text(""), Text(""), None),
    (Unknown("no variable"), Unknown("no variable"), None),
    (joined((Text("a"), Unknown("no variable"))), joined((Text("b"), Unknown("no variable"))), False),
]  # fmt: skip


@for_each(("one", "other", "expected"), SAME)
def test_same(one: Source, other: Source, expected: bool | None) -> None:
    assert same(one, other) is expected
    assert same(other, one) is expected


def test_a_message_fills_in_names_and_decides_tables() -> None:
    names = Table(MESSAGE, (Row("order_done", Text("Purchase")),), MESSAGE)
    assert given(names, "order_done") == Text("Purchase")
    assert given(names, "sign_up") == Text("sign_up")
    assert given(joined((Text("shop."), names)), "sign_up") == Text("shop.sign_up")
    assert given(BY_HOST, "sign_up") == BY_HOST
    patterns = names.replace(pattern=True)
    assert given(patterns, "order_done_now") == Text("Purchase")
    assert given(Made("upper", (MESSAGE,)), "lead") == Made("upper", (Text("lead"),))


def test_what_is_told_is_the_one_that_tells() -> None:
    assert told(Table(ORDER, (Row("", Text("")),), NUMBER)) == NUMBER
    assert told(Either((NOTHING, Text("")))) == NOTHING
    assert told(BY_HOST) == BY_HOST
    assert told(Join((Text(""), ORDER))) == ORDER


def test_choices_are_all_texts_or_open() -> None:
    assert choices(BY_HOST) == frozenset(("G-1", "G-2"))
    assert choices(joined((Text("AW-"), Either((Text("1"), Text("2")))))) == frozenset(("AW-1", "AW-2"))
    assert choices(NUMBER) is None
    assert choices(NOTHING) == frozenset()
    many = Either(tuple(Text(str(number)) for number in range(20)))
    assert choices(joined((many, ORDER, many))) is None
    assert choices(joined((many, Text("-"), many, Text("-"), many))) is None


def test_joins_have_one_form() -> None:
    assert joined((Text("a"), Join((Text("b"), ORDER)), NOTHING, Text("c"), Text("", "text"))) == Join(
        (Text("ab"), ORDER, Text("c"))
    )
    assert joined(()) == Text("")
    assert joined((Text("1", "number"), Text("2", "number"))) == Text("12")


VALUES = ("", "a", "b", "ab")
WORDS = st.sampled_from(("", "a", "b", "ab", "m"))
LEAVES = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Read, st.just("data layer"), st.sampled_from(("x", "y"))),
    st.just(MESSAGE),
    st.just(NOTHING),
    st.builds(Unknown, st.just("why")),
    st.builds(Ambient, st.just("meta")),
)


def deeper(inner: st.SearchStrategy[Source]) -> st.SearchStrategy[Source]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    rows = st.lists(st.builds(Row, WORDS, inner), max_size=2).map(tuple)
    return st.one_of(
        several.map(joined),
        several.map(Join),
        several.map(Either),
        st.builds(Table, inner, rows, inner, st.booleans()),
        st.builds(Made, st.sampled_from(("f", "g")), several, st.booleans()),
        st.builds(Fields, st.lists(st.tuples(st.sampled_from("kl"), inner), max_size=2).map(tuple), st.booleans()),
    )


SOURCES = st.recursive(LEAVES, deeper, max_leaves=5)
WORLDS = [
    {"x": x, "y": y, "message": message, "seed": seed}
    for x, y, message, seed in product(VALUES, VALUES, ("m", "a"), range(3))
]


def evaluated(source: Source, world: dict[str, Any]) -> frozenset[str]:
    """Every text that a source may be in a world; several where the world does not decide it."""
    match source:
        case Text():
            return frozenset((source.value,))
        case Read():
            return frozenset((world[source.key],))
        case Ambient():
            return frozenset((VALUES[world["seed"]],))
        case Either():
            return frozenset().union(*(evaluated(one, world) for one in source.options))
        case Join():
            found = [evaluated(part, world) for part in source.parts]
            return frozenset("".join(pieces) for pieces in product(*found))
        case Table():
            rows = [evaluated(row.value, world) for row in source.rows]
            otherwise = evaluated(source.otherwise, world)
            fits = [fitting(source, value) for value in evaluated(source.input, world)]
            return frozenset().union(*(otherwise if at is None else rows[at] for at in fits))
        case Made(stable=True):
            found = [evaluated(one, world) for one in source.reads]
            return frozenset(invented(source.how, pieces, world["seed"]) for pieces in product(*found))
        case Fields():
            keys, found = [key for key, _ in source.fields], [evaluated(value, world) for _, value in source.fields]
            shown = frozenset(str(dict(zip(keys, pieces, strict=True))) for pieces in product(*found))
            return shown | {f"{one} and more" for one in shown} if source.open else shown
    if source == MESSAGE:
        return frozenset((world["message"],))
    return frozenset(("",)) if source == NOTHING else frozenset(VALUES)


def fitting(table: Table, value: str) -> int | None:
    """The row that a value falls into; a pattern here is a beginning."""
    fits = str.startswith if table.pattern else str.__eq__
    return next((at for at, row in enumerate(table.rows) if fits(value, row.key)), None)


def invented(how: str, pieces: tuple[str, ...], seed: int) -> str:
    """Some function of what code reads, another one for each seed."""
    return VALUES[sha256(repr((how, pieces, seed)).encode()).digest()[0] % len(VALUES)]


@settings(max_examples=100, deadline=None)
@cases(SOURCES, SOURCES)
def test_what_is_said_of_two_is_so_whatever_is_read(one: Source, other: Source) -> None:
    verdict = same(one, other)
    assert same(other, one) is verdict
    for world in WORLDS if verdict is not None else ():
        for here, there in product(evaluated(one, world) - {""}, evaluated(other, world) - {""}):
            assert (here == there) is verdict, world


@settings(max_examples=100, deadline=None)
@cases(SOURCES)
def test_a_source_is_not_another_than_itself(source: Source) -> None:
    assert same(source, source) is not False or not any(evaluated(source, world) - {""} for world in WORLDS)


@settings(max_examples=60, deadline=None)
@cases(SOURCES, st.sampled_from(("m", "a")))
def test_the_other_questions_take_nothing_away(source: Source, message: str) -> None:
    known, telling = choices(source), told(source)
    for world in WORLDS:
        found = evaluated(source, world)
        assert found - {""} <= evaluated(telling, world), world
        assert known is None or found - {""} <= known, world
        if world["message"] == message:
            assert evaluated(given(source, message), world) == found, world
