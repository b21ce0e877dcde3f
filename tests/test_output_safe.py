"""Hostile and odd text in reports: what formats never let through, and marks that stand below the right characters."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from unicodedata import category, combining

import pyte
import pytest
from for_each import for_each
from hostile import HOSTILE, everywhere
from hypothesis import given
from hypothesis import strategies as st
from reports import shown

from govern.cli import run
from govern.core.report import Change, FieldChange, Finding, Place, Related, Report, Span
from govern.output import write
from govern.output.formats import FORMATS
from govern.output.safe import Spelling, hidden, width

COMMANDS = ["::error::owned", " ::stop-commands::t", "\u200b::add-mask::x", "##[error]owned", "x ##[add-mask]owned"]


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """What a GitHub runner takes for commands, by its rules: `::` first in a line, `##[` anywhere in it."""
    found = []
    for line in output.split("\n"):
        assert "##[" not in line
        match = re.fullmatch(r"\s*::([^ :]+) ?(.*?)::(.*)", line)
        if match:
            pairs = (pair.split("=", 1) for pair in match[2].split(",") if pair)
            found.append((match[1], {name: unescaped(value) for name, value in pairs}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for token, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(token, char)
    return text


def marked(source: str, start: int, end: int, **look: Any) -> str:
    """The characters that stand above the mark in a terminal."""
    stream = look.pop("stream", io.StringIO())
    finding = Finding("r", "error", "m", Place("f", (), Span(1, start + 1, 1, end + 1)), source=source)
    write(Report((finding,)), "text", stream, **look)
    stream.flush()
    output = stream.buffer.getvalue().decode(stream.encoding) if hasattr(stream, "buffer") else stream.getvalue()
    screen = pyte.Screen(120, 24)
    pyte.Stream(screen).feed(output.replace("\n", "\r\n"))
    row = next(at for at, text in enumerate(screen.display) if re.fullmatch(r" +\| +\^+ *", text))
    columns = [at for at, cell in screen.buffer[row].items() if cell.data == "^"]
    return "".join(screen.buffer[row - 1][at].data for at in columns)


@for_each("name", HOSTILE)
def test_hidden_characters_are_spelled_out(name: str) -> None:
    text, spelled = HOSTILE[name]
    assert Spelling()(text) == spelled


def test_every_character_that_unicode_calls_invisible_is_hidden() -> None:
    """Our table is our own, so that all Pythons write the same bytes; Python's table is the check."""
    invisible = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"}
    codes = (code for code in range(0x110000) if category(chr(code)) in invisible)
    assert [hex(code) for code in codes if not hidden(code)] == [hex(0x20)]
    assert not any(hidden(ord(char)) for char in "azAZ09ßéñ名前💥안שعक्षि€→“”")


@for_each("format", FORMATS)
@for_each("name", HOSTILE)
def test_no_format_shows_a_hidden_character(name: str, format: str) -> None:
    output = shown(everywhere(HOSTILE[name][0]), format)
    assert not [char for char in output if char != "\n" and hidden(ord(char))]


@for_each("text", COMMANDS)
@for_each("format", FORMATS)
def test_a_name_cannot_start_a_command_of_a_runner(text: str, format: str) -> None:
    report = everywhere(text)
    found = commands(shown(report, format))
    assert [name for name, _, _ in found] == (["error", "warning", "notice"] if format == "github" else [])


def test_github_commands_read_back() -> None:
    text = "50% of a:b, c=d"
    name, properties, message = commands(shown(Report(everywhere(text).findings[1:2]), "github"))[0]
    assert (name, message.split("\n")) == ("error", [text, f"help: {text}", f"at {text}:3:2 ({text})"])
    assert properties == {"file": text, "line": "3", "col": "2", "endLine": "3", "endColumn": "4", "title": text}


@for_each("encoding", ["ascii", "cp1252", "latin-1", "cp932", "utf-8", "utf-16"])
@for_each("format", FORMATS)
def test_a_stream_of_any_encoding_can_take_the_report(format: str, encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    write(everywhere("Ünï 名 💥 → \ud800\x1b"), format, stream)
    stream.flush()
    output = stream.buffer.getvalue().decode(encoding)
    assert "\x1b" not in output
    if format == "json":
        assert json.loads(output)["findings"][0]["message"] == "Ünï 名 💥 → \ud800\x1b"


def test_signs_of_ours_have_a_form_in_ascii() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n")
    write(Report(changes=(Change("rename", "tag", "né", "GTM-ABC1234", (), "b"),)), "text", stream)
    stream.flush()
    assert b'  > tag "b" -> "n\\xe9"\n' in stream.buffer.getvalue()


MARKED = {
    "plain": "    fires: {on: ",
    "tabs": "\t- name:\t",
    "tab after wide": "名\t前\t",
    "wide": "- 名前: 안녕 ",
    "emoji": "- 💥🚀 ",
    "combining": "cafe\u0301 n\u0303 ",
    "escapes": "a\x1b[31m\u202e\ufeff ",
    "hebrew": "שלום ",
    "command": "##[error] ",
    "nothing": "",
    "long": "name: 名前 💥 " * 1000,
}


@for_each("color", [False, True])
@for_each("prefix", MARKED)
def test_the_mark_stands_below_the_place(prefix: str, color: bool) -> None:
    before = MARKED[prefix]
    source = f"{before}FOCUS{' tail 名' * 300}"
    assert marked(source, len(before), len(before) + 5, color=color) == "FOCUS"


@pytest.mark.parametrize(
    ("focus", "cells"),
    [("名前", "名前"), ("a\x1bb", r"a\x1bb"), ("\t", " "), ("e\u0301x", "éx"), ("💥", "💥"), ("##[", r"##\x5b")],
)
def test_the_mark_is_as_wide_as_the_place(focus: str, cells: str) -> None:
    assert marked(f"abc{focus}def", 3, 3 + len(focus)) == cells


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_the_mark_knows_about_escapes_of_the_encoding(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    assert marked("→ 名前 é FOCUS", 7, 12, stream=stream) == "FOCUS"


def test_a_tab_reaches_to_the_next_stop() -> None:
    finding = Finding("r", "error", "m", Place("f", (), Span(1, 3, 1, 4)), source="名\tb\tc")
    assert shown(Report((finding,))).splitlines()[2:4] == ["   | 名  b   c", "   |     ^"]


def test_the_mark_stands_at_the_end_where_something_is_missing() -> None:
    finding = Finding("r", "error", "m", Place("f", (), Span(1, 40, 1, 40)), source="name:\r")
    assert shown(Report((finding,))).splitlines()[2:4] == ["   | name:", "   |      ^"]


def test_a_mark_on_a_combining_character_is_below_what_it_combines_with() -> None:
    assert marked("cafe\u0301s", 4, 5) == "é"


def agreed(char: str) -> bool:
    """Whether terminals, and pyte among them, agree on the width of the character."""
    changed = "\u2630" <= char <= "\u2637" or "\u268a" <= char <= "\u268f" or "\u4dc0" <= char <= "\u4dff"
    newer = changed or "\U0001d300" <= char <= "\U0001d37f"  # wide since Unicode 16
    jamo = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"
    return not newer and not jamo and (category(char) != "Mn" or combining(char) != 0)


@given(st.text(st.characters(exclude_categories=["Cn", "Mc", "Me"]).filter(agreed), max_size=30))
def test_width_is_what_a_terminal_takes(text: str) -> None:
    spelled = Spelling()(f"x{text}|")
    screen = pyte.Screen(500, 1)
    pyte.Stream(screen).feed(spelled)
    assert screen.cursor.x == width(spelled)


def test_a_hangul_syllable_of_three_letters_is_as_wide_as_its_first() -> None:
    assert width("\u1112\u1161\u11ab\u1100\u1173\u11af") == width("한글") == 4


ANY = st.text(st.characters(exclude_categories=[]), max_size=40)


@given(ANY, st.sampled_from(FORMATS), st.booleans())
def test_no_output_has_control_characters(text: str, format: str, color: bool) -> None:
    output = shown(everywhere(text), format, color=color)
    if color and format == "text":
        output = re.sub(r"\x1b\[[0-9;]{1,5}m", "", output)
    assert not [char for char in output if char != "\n" and category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert output.endswith("\n")


@given(ANY)
def test_github_output_has_one_command_a_finding(text: str) -> None:
    report = everywhere(text)
    output = shown(report, "github").split("\n")
    assert sum(line.lstrip().startswith("::") for line in output) == len(report.findings)
    assert all(line.startswith("::") for line in output[: len(report.findings)])


@given(ANY)
def test_json_reads_back_as_the_same_report(text: str) -> None:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # JSON joins surrogates
    report = everywhere(text)
    read = report_of(json.loads(shown(report, "json")))
    bare = tuple(finding.replace(source="") for finding in report.findings)
    assert (read.findings, read.changes, read.summary()) == (bare, report.changes, report.summary())


def report_of(document: dict[str, Any]) -> Report:
    """The report that a document tells of."""
    findings = tuple(
        Finding.of(
            finding
            | {"place": place_of(finding["place"])}
            | {"related": tuple(Related(r["message"], place_of(r["place"])) for r in finding.get("related", ()))}
        )
        for finding in document["findings"]
    )
    changes = tuple(
        Change.of(
            change
            | {
                "fields": tuple(
                    FieldChange.of(field | {"route": tuple(field["route"])}) for field in change.get("fields", ())
                )
            }
        )
        for change in document["changes"]
    )
    return Report(findings, changes)


def place_of(place: dict[str, Any]) -> Place:
    names = ("line", "column", "end_line", "end_column")
    span = Span(*(place[name] for name in names)) if "line" in place else None
    return Place(place["file"], tuple(place.get("route", ())), span, place.get("entity", ""))


def test_a_name_that_somebody_types_is_spelled_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["schema", "-o", "\x0ba\u202e"]) == 0
    assert capsys.readouterr().out == "\\x0ba\\u202e\n"


@pytest.mark.parametrize("text", ["specs: {}", "{}: 1", "timezone: {}", "extends: [{}]", "name: [{}]"])
def test_an_error_message_is_one_line_and_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    hostile = '"a\\n::error::pwned\\e[31m"'
    (tmp_path / "govern.yaml").write_text(f"version: 1\n{text.format(hostile)}\n")
    monkeypatch.chdir(tmp_path)
    for command in (["lint"], ["explain", "a\n::error::pwned"], ["lint", "a\n::error::pwned"]):
        assert run(command) == 2
        said = capsys.readouterr().err
        assert said
        assert "\x1b" not in said
        assert not [line for line in said.split("\n") if line.lstrip().startswith("::")]
