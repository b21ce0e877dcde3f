"""Strict JSON: what a lenient parser would drop or bend is refused where it stands."""

from __future__ import annotations

import pytest
from for_each import for_each

from govern.core.errors import GovernError
from govern.source import json

REFUSED = [
    ('{"a": 1,\n  "b": {"x": 1, "y": {"x": 2}, "x": 3}}', 'the key "x" appears twice in one object', 2, 32),
    ('{"\\u0061": 1, "a": 2}', 'the key "a" appears twice in one object', 1, 15),
    ('{"a": NaN}', "NaN is not a JSON value", 1, 7),
    ('{"a": NaN\x1b}', "NaN is not a JSON value", 1, 7),
    ("[1, -Infinity]", "-Infinity is not a JSON value", 1, 5),
    ('{"a": ' + "9" * 5000 + "\\\\9}", "the number has 5000 digits, too many to keep", 1, 7),
    ('{"a": 1e999}', "the number is too large to keep", 1, 7),
    ("[" + "7" * 5000 + "]", "the number has 5000 digits, too many to keep", 1, 2),
    ('{"a": "\\ud83dx"}', "\\ud83d is half a character; its other half is missing", 1, 8),
    ('["\\ude00"]', "\\ude00 is half a character; its other half is missing", 1, 3),
    ("[" * 5000 + "]" * 5000, "this is nested more than 300 levels deep", 1, 301),
    ('{"a":' * 400 + "1" + "}" * 400, "this is nested more than 300 levels deep", 1, 1501),
    ("", "the file is empty", 1, 1),
    ('{"tag": [', "the JSON ends too early: the file is truncated", 1, 10),
    ('{"tag": "Meta', "the JSON ends too early: the file is truncated", 1, 9),
    ('{"a": 1} {"b": 2}', "there is more after the end of the JSON value", 1, 10),
    ("{'a': 1}", "this is not JSON: expecting property name enclosed in double quotes", 1, 2),
    ('{"a": "x\ny"}', "this is not JSON: invalid control character", 1, 9),
]


@for_each(("text", "message", "line", "column"), REFUSED, ids=[row[1][:40] for row in REFUSED])
def test_refused_with_its_place(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(GovernError) as caught:
        json.parse(text.encode(), "export.json")
    place = caught.value.place
    assert place is not None
    assert place.span is not None
    assert (caught.value.message, place.file, place.span.line, place.span.column) == (
        message,
        "export.json",
        line,
        column,
    )


def test_bytes_that_are_no_text_are_refused_where_they_stand() -> None:
    with pytest.raises(GovernError, match="not UTF-8 text") as caught:
        json.parse(b'{"a":\n "caf\xe9"}', "export.json")
    assert caught.value.place is not None
    assert caught.value.place.span is not None
    assert (caught.value.place.span.line, caught.value.place.span.column) == (2, 6)


def test_half_a_character_is_found_in_utf_16_too() -> None:
    with pytest.raises(GovernError, match="half a character"):
        json.parse(b"\xff\xfe" + '["\\ud83d"]'.encode("utf-16-le"), "export.json")


def test_nesting_is_counted_the_same_where_the_scanner_does_not_count() -> None:
    value: list[object] = []
    for _ in range(299):
        value = [value]
    assert not json.is_deep(value)
    assert json.is_deep([value])


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b"\xff\xfe" + '{"ä": 1}'.encode("utf-16-le"), {"ä": 1}),
        (b"\xfe\xff" + '{"ä": 1}'.encode("utf-16-be"), {"ä": 1}),
        (b'{"a": "\\ud83d\\ude00 \\\\ud83d"}', {"a": "😀 \\ud83d"}),
        (b'{"a": {"a": [{"a": 1}]}, "b": -0.5}', {"a": {"a": [{"a": 1}]}, "b": -0.5}),
        (b"[" * 250 + b"]" * 250, None),
    ],
)
def test_read(raw: bytes, value: object) -> None:
    found = json.parse(raw, "export.json")
    assert value is None or found == value


def test_texts_of_a_large_file_that_are_alike_are_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "LARGE", 10)
    rows = json.parse(
        b'[{"status": "ENABLED of old", "n": [1]}, {"status": "ENABLED of old", "n": {"a": null}}]', "x.json"
    )
    assert rows == [{"status": "ENABLED of old", "n": [1]}, {"status": "ENABLED of old", "n": {"a": None}}]
    assert rows[0]["status"] is rows[1]["status"]
    with pytest.raises(GovernError, match='the key "a" appears twice'):
        json.parse(b'[{"a": "x", "b": 1}, {"a": "x", "a": "y"}]', "x.json")
