"""Reading YAML: what texts mean, what is refused and where, and the place of every node."""

from __future__ import annotations

from typing import Any

import pytest
import yaml as pyyaml
from for_each import for_each
from hypothesis import given
from hypothesis import strategies as st

from govern.core.report import Span
from govern.source.document import line_of, read_document
from govern.source.positions import Positions
from govern.source.yaml import MAX_DEPTH, Refusal, allowed, character_at, compiled_parser, decode, python_parser, read

PARSERS = [
    pytest.param(
        compiled_parser,
        marks=pytest.mark.skipif(not pyyaml.__with_libyaml__, reason="PyYAML was built without libyaml"),
    ),
    python_parser,
]


@pytest.mark.parametrize("parser", PARSERS)
@for_each(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-11-23", "2026-11-23"),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        ("+.5", 0.5),
        ("~", None),
        ("", None),
        ("True", True),
        ('"true"', "true"),
        ("=", "="),
        ("- ", "- "),
    ],
)
def test_scalars_are_those_of_yaml_1_2(parser: Any, text: str, value: Any) -> None:
    if text == "- ":
        assert read("a: [-1, x]", parser).data == {"a": [-1, "x"]}
        return
    found = read(f"a: {text}\n", parser).data["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("parser", PARSERS)
@for_each(
    ("text", "message", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", 'the key "a" appears twice', 3, 1),
        ("a: {b: 1, b: 2}\n", 'the key "b" appears twice', 1, 11),
        ("a: &x 1\nb: *x\n", 'the alias "*x" is not read', 2, 4),
        ("a: !!str 1\n", 'the tag "!!str" is not read', 1, 4),
        ("a: !python/object:os.system x\n", 'the tag "!python/object:os.system" is not read', 1, 4),
        ("a:\n  <<: {b: 1}\n", "the merge key << is not read", 2, 3),
        ("? [a]\n: 1\n", "a key must be a single word or text", 1, 3),
        ('"": 1\n', "a key is empty", 1, 1),
        ("a: 1\n---\nb: 2\n", "a second document starts here", 2, 1),
        ("a: 1e999\n", "the number is too large", 1, 4),
        ("a: " + "9" * 500, "the number is too long", 1, 4),
        ("a: .nan\n", ".nan is not a number that can be sent", 1, 4),
        ("[" * 500, "nested more than 50 levels", 1, MAX_DEPTH + 1),
        ("a: x\x07y\n", "the character U+0007 is not allowed", 1, 5),
    ],
)
def test_what_two_readers_could_understand_differently_is_refused_with_its_place(
    parser: Any, text: str, message: str, line: int, column: int
) -> None:
    with pytest.raises(Refusal) as refused:
        read(text, parser)
    assert message in refused.value.message
    assert (refused.value.span.line, refused.value.span.column) == (line, column)


@pytest.mark.parametrize("parser", PARSERS)
def test_what_the_parser_itself_finds_too_deep_is_told_in_the_same_words(parser: Any) -> None:
    with pytest.raises(Refusal, match="nested more than 50 levels"):
        read("[" * 3000, parser)


@pytest.mark.parametrize("parser", PARSERS)
@for_each(
    ("text", "line", "column", "help"),
    [
        ('a: 1\nb: "open\nc: 2\n', 2, 4, "close the quotes that begin here"),
        ("a: Seen: the table\n", 1, 8, "put quotes around a text with a colon in it, or correct the indent"),
        ("a:\n  - {b: #c, d: e}\n    f: 1\n", 2, 5, "close the brackets; a # begins a comment unless it is in quotes"),
        ("a: @home\n", 1, 4, "put quotes around the text"),
        ("a:\n\tb: 1\n", 2, 1, "indent with spaces"),
    ],
)
def test_what_is_not_yaml_comes_with_a_next_step(parser: Any, text: str, line: int, column: int, help: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text, parser)
    assert (refused.value.span.line, refused.value.span.column, refused.value.help) == (line, column, help)


@pytest.mark.parametrize("text", ["!!str x: 1", "- !t {}", "- !t []"])
def test_tags_are_refused_on_keys_and_collections_too(text: str) -> None:
    with pytest.raises(Refusal):
        read(text)


def test_the_place_of_a_wrong_byte_is_one_character() -> None:
    with pytest.raises(Refusal) as caught:
        decode(b"a: 1\nbc: \xff\n")
    assert caught.value.span == Span(2, 5, 2, 6)
    assert str(caught.value) == "the file is not UTF-8 text"


def test_a_wrong_byte_below_an_empty_line_is_in_the_second_line() -> None:
    with pytest.raises(Refusal) as caught:
        decode(b"\n\xff")
    assert caught.value.span == Span(2, 1, 2, 2)


@for_each("code", [0x09, 0x0A, 0x0D, 0x20, 0x7E, 0x85, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF])
def test_what_may_stand_in_yaml(code: int) -> None:
    assert allowed(code)


@for_each("code", [0x00, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_may_not_stand_in_yaml(code: int) -> None:
    assert not allowed(code)


def test_an_anchor_that_nothing_refers_to_is_harmless() -> None:
    assert read("a: &x 1\nb: &y [2]\n").data == {"a": 1, "b": [2]}


def test_more_values_than_the_limit_are_refused_at_the_first_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govern.source.yaml.MAX_NODES", 3)
    assert read("[[], []]").data == [[], []]
    assert read("[[], [], []]").data == [[], [], []]
    with pytest.raises(Refusal, match="the file has more than 3 values") as caught:
        read("[[], [], [], []]")
    assert caught.value.span.column == 14


def test_alias_bomb_is_refused_at_its_first_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi"))
    document = read_document(bomb.encode(), "bomb.yaml")
    assert document.data == {}
    assert document.refusal is not None
    assert document.refusal[1].line == 2


@pytest.mark.parametrize(
    ("raw", "message", "line", "column"),
    [
        (b"a: 1\nb: caf\xe9\n", "not UTF-8", 2, 7),
        ("a: 1".encode("utf-16"), "not UTF-8", 1, 1),
        (b"a: 1\nb: [1\n", "this is not YAML", 2, 4),
        (b"a:\n\t- b\n", "this is not YAML", 2, 1),
    ],
)
def test_a_broken_file_becomes_a_document_that_says_where(raw: bytes, message: str, line: int, column: int) -> None:
    document = read_document(raw, "x.yaml")
    assert document.refusal is not None
    text, span, _ = document.refusal
    assert message in text
    assert (span.line, span.column) == (line, column)


def test_byte_order_mark_and_windows_line_ends_are_harmless() -> None:
    document = read_document("\ufeffversion: 1\r\nevents: []\r\n".encode(), "x.yaml")
    assert document.data == {"version": 1, "events": []}
    assert line_of(document.text, 2) == "events: []"


TEXT = """\
version: 1
events:
  - name: "käse 🧀 → x"
    fires: {on: click, once_per: order}
    owner:
  - name: b
    description: |
      two
      lines
"""


@pytest.mark.parametrize(
    ("route", "span"),
    [
        (("version",), Span(1, 10, 1, 11)),
        (("events", 0, "name"), Span(3, 11, 3, 23)),
        (("events", 0, "fires", "once_per"), Span(4, 34, 4, 39)),
        (("events", 0, "owner"), Span(5, 5, 5, 10)),  # an empty value is pointed at by its key
        (("events", 0, "nowhere"), Span(3, 5, 3, 6)),  # a missing key by its parent's first line
        (("events", 1, "description"), Span(7, 5, 7, 16)),  # a value over several lines by its key
        (("nothing", 3), Span(1, 1, 1, 2)),
    ],
)
def test_a_route_leads_to_the_place_people_expect(route: tuple[str | int, ...], span: Span) -> None:
    assert Positions(read(TEXT)).place(route)[1] == span


SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(alphabet="aä→ :#'\"\n{[-", max_size=6)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1, max_size=3), inner)
)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from("abc"), DATA))
def test_both_parsers_agree_with_what_was_written(data: dict[str, Any]) -> None:
    text = pyyaml.safe_dump(data, allow_unicode=True)
    compiled, python = read(text), read(text, python_parser)
    assert compiled.data == python.data == data
    assert len(compiled.spans) == len(python.spans)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document(raw: bytes) -> None:
    document = read_document(raw, "x.yaml")
    assert document.refusal is not None or isinstance(document.data, dict | list | str | int | float | bool | None)


def test_a_file_over_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govern.source.yaml.MAX_BYTES", 10)
    with pytest.raises(Refusal, match="the limit is"):
        decode(b"version: 1\n")
    monkeypatch.setattr("govern.source.yaml.MAX_BYTES", 2 << 20)
    decode(b" " * (2 << 20))
    with pytest.raises(Refusal, match="the file has 3 MB, the limit is 2 MB"):
        decode(b" " * int(2.501 * (1 << 20)))


COMMENTS = """version: 1
a: "x # govern: ignore[r/a] -- in quotes"
b: 'x # govern: ignore[r/b] -- in quotes'
c: |  # govern: ignore[r/c] -- header, a comment
  # govern: ignore[r/d] -- in a block
  text
# govern: ignore[r/e] -- real
d: x # govern: ignore[r/f] -- real
e: [  # govern: ignore[r/g] -- real
  1, # govern: ignore[r/h] -- real
  "two # govern: ignore[r/i] -- not"]
f: # govern: ignore[r/j] -- real
  g: >-
     folded # govern: ignore[r/k] -- not

  # govern: ignore[r/l] -- real, after a block
  h: plain
   more # govern: ignore[r/m] -- real
i: {"k # govern: ignore[r/n] -- not": 1, ü💥: 2}
j: "a
  b # govern: ignore[r/p] -- not
  c" # govern: ignore[r/q] -- real
k: ''  # govern: ignore[r/r] -- real
l:   # govern: ignore[r/s] -- real
# govern: ignore[r/t] -- last
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_ignore_comment_is_a_comment_and_no_part_of_a_text(end: str) -> None:
    document = read_document(COMMENTS.replace("\n", end).encode(), "specs/a.yaml")
    assert document.refusal is None
    assert "".join(ignore.rules[0][-1] for ignore in document.ignores) == "cefghjlmqrst"


def test_the_characters_that_yaml_lets_stand_end_where_its_tables_do() -> None:
    edges = (0x09, 0x0A, 0x0D, 0x20, 0x7E, 0x85, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000)
    assert all(map(allowed, edges))
    assert not any(map(allowed, (0x08, 0x0B, 0x0C, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)))


def test_the_character_at_a_mark_past_the_end_is_none() -> None:
    assert character_at("ab\ncd", 1, 1) == "d"
    assert character_at("ab\ncd", 1, 2) == character_at("ab\ncd", 2, 0) == ""
