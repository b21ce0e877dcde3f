"""Writing YAML: what it looks like, and that every text reads back as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest
import ruamel.yaml
import yaml
from for_each import for_each
from hypothesis import given, settings
from hypothesis import strategies as st

from govern.source.emit import emit, flow, scalar
from govern.source.yaml import decode, python_parser, read

TEXTS = [
    ("Meta - Purchase", "Meta - Purchase"),
    ("no", "'no'"), ("On", "'On'"), ("12:30", "'12:30'"), ("012", "'012'"), ("1e3", "'1e3'"), ("=", "'='"),
    ("<<", "'<<'"), ("~", "'~'"), ("null", "'null'"), ("0o7", "'0o7'"), (".inf", "'.inf'"), ("2026-11-23", "'2026-11-23'"),
    ("", "''"), (" x", "' x'"), ("x ", "'x '"), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("{{x}}", "'{{x}}'"),
    ("it's", "it's"), ("'x'", "\"'x'\""), ("a\tb", '"a\\tb"'), ("a\u2028b", '"a\\u2028b"'), ("\ufeffx", '"\\uFEFFx"'),
    ("Lead\U000e0041", '"Lead\\U000E0041"'), ("pay\u202ered", '"pay\\u202Ered"'), ("Über 😀", "Über 😀"), ("\x00\x85", '"\\0\\x85"'),
]  # fmt: skip


@for_each(("text", "written"), TEXTS, ids=[row[1] for row in TEXTS])
def test_texts(text: str, written: str) -> None:
    assert scalar(text) == written
    assert read(f"x: {written}\n").data == {"x": text}


def test_layout() -> None:
    data = {
        "version": 1,
        "containers": [
            {
                "id": "GTM-ABC1234",
                "tags": [
                    {
                        "name": "Meta",
                        "firingTrigger": ["Paid", "Page"],
                        "filter": [{"type": "EQUALS", "parameter": {"arg0": "{{_event}}", "arg1": "purchase"}}],
                        "notes": "one\ntwo\n",
                        "parameter": {"on": True, "limit": 5, "none": None, "empty": {}},
                    }
                ],
            }
        ],
    }
    assert emit(data) == (
        "version: 1\n"
        "containers:\n"
        "  - id: GTM-ABC1234\n"
        "    tags:\n"
        "      - name: Meta\n"
        "        firingTrigger: [Paid, Page]\n"
        "        filter: [{type: EQUALS, parameter: {arg0: '{{_event}}', arg1: purchase}}]\n"
        "        notes: |\n"
        "          one\n"
        "          two\n"
        "        parameter:\n"
        "          'on': true\n"
        "          limit: 5\n"
        "          none: null\n"
        "          empty: {}\n"
    )


FULL = "a" * 40 + ", " + "b" * 63
"""What fills a line of `WIDTH` with `x: [` before it and `]` behind it."""

LAYOUTS = {
    "what fills a line stays on it": ({"x": FULL.split(", ")}, f"x: [{FULL}]\n"),
    "one letter more does not": ({"x": [*FULL.split(", ")[:1], "b" * 64]}, f"x:\n  - {'a' * 40}\n  - {'b' * 64}\n"),
    "a mapping that fills a line": ({"x": {"k": "b" * 102}}, f"x: {{k: {'b' * 102}}}\n"),
    "a mapping with one letter more": ({"x": {"k": "b" * 103}}, f"x:\n  k: {'b' * 103}\n"),
    "an item that fills a line": ({"x": ["n" * 118, ["b" * 104]]}, f"x:\n  - {'n' * 118}\n  - [{'b' * 104}]\n"),
    "an item that does not fit": ({"x": ["n" * 118, ["b" * 105]]}, f"x:\n  - {'n' * 118}\n  - - {'b' * 105}\n"),
    "lines in a list are no lines of their own": ({"x": ["a\nb"]}, 'x:\n  - "a\\nb"\n'),
    "two lines, without an end": ({"x": "a\nb"}, "x: |-\n  a\n  b\n"),
    "one line with an end": ({"x": "a\n"}, 'x: "a\\n"\n'),
    "an empty line between others": ({"x": "a\n\nb\n"}, "x: |\n  a\n\n  b\n"),
    "an empty line at the end": ({"x": "a\nb\n\n"}, 'x: "a\\nb\\n\\n"\n'),
    "blanks that an editor trims": ({"x": "a \nb"}, 'x: "a \\nb"\n'),
    "lines that begin with a blank": ({"x": " a\nb"}, 'x: " a\\nb"\n'),
    "a name alone is no entity": ({"x": [{"name": "a"}, {"id": "b", "k": 1}, "n" * 99]}, f"x:\n  - {{name: a}}\n  - id: b\n    k: 1\n  - {'n' * 99}\n"),
    "lists in lists": ({"x": [["n" * 60, "m" * 60]]}, f"x:\n  - - {'n' * 60}\n    - {'m' * 60}\n"),
    "settings of which there is one": ({"parameter": {"a": 1}}, "parameter: {a: 1}\n"),
    "settings of which there are two": ({"parameter": {"a": 1, "b": 2}}, "parameter:\n  a: 1\n  b: 2\n"),
    "numbers": ({"x": [1e16, 1.5, True, None, 0]}, "x: [1.0e+16, 1.5, true, null, 0]\n"),
}  # fmt: skip


@for_each(("data", "written"), LAYOUTS.values(), ids=LAYOUTS)
def test_what_stands_on_one_line(data: dict[str, Any], written: str) -> None:
    assert emit(data) == written
    assert read(written).data == data


def test_a_value_on_one_line_is_all_there_however_long() -> None:
    data = {"id": 1, "text": "x" * 20_000, "lines": ["a\nb"], "none": [None, {}]}
    assert "\n" not in flow(data)
    assert read(f"x: {flow(data)}\n").data == {"x": data}


awkward = st.sampled_from([
    "no", "12:30", "1e3", "<<", "- a", "a:", "---", "...", "? x", "& x", "%YAML", "@a", "`a", "a\nb", "a\nb\n", "a\n\nb",
    "a\n b\n", "\ta", "a \nb", "x\n---\ny", "x: y\n# z\n", "\n", " \n", "a\n\n", "!x", "|", ">", "A?", "a,b", "[x", "x]", "\\",
])  # fmt: skip
characters = st.characters(codec="utf-8") | st.sampled_from(" \t\n\r'\"\\:#-?,[]{}&*!|>%@`~=<0e.\u2028\x85\ufeff\xa0😀")
texts = awkward | st.text(characters, max_size=10)
keys = texts.filter(lambda key: 0 < len(key) <= 100)
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=10,
)


def newest(text: str) -> Any:
    """What ruamel.yaml, which reads YAML 1.2, makes of a text."""
    return ruamel.yaml.YAML(typ="safe", pure=True).load(text)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(data=st.dictionaries(keys, values, min_size=1, max_size=4))
def test_other_programs_read_the_same(data: dict[str, Any]) -> None:
    """What we write is what other programs find, of YAML 1.2 and of 1.1: no text is a date, a number or a switch for one and
    a text for another."""
    text, said = emit(data), json.dumps(data)
    assert json.dumps(newest(text)) == said
    assert json.dumps(yaml.safe_load(text)) == said


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.dictionaries(keys, values, max_size=4))
def test_everything_reads_back_as_it_was(data: dict[str, Any]) -> None:
    """Also after a checkout that turns line ends, and with the parser that needs no compiled part."""
    raw = emit(data).encode()
    for found in (raw, raw.replace(b"\n", b"\r\n")):
        assert json.dumps(read(decode(found)).data) == json.dumps(data)
    assert json.dumps(read(decode(raw), python_parser).data) == json.dumps(data)
