"""`lint --fix`: the bytes concerned change and no others, the result is read back, and doubt means no fix."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from helpers import SPEC, TODAY, findings, project

from govern.cli import run as govern
from govern.commands import fix as fixing
from govern.commands.fix import fix
from govern.commands.lint import lint
from govern.core.report import Edit, EditAction, Place, Route, Span
from govern.project import load
from govern.rules.catalogue import all_rules, load_rule
from govern.rules.examples import example
from govern.source import files, yaml
from govern.source.editor import CannotEdit, Editor
from govern.source.edits import with_edit
from govern.spec.mending import mended
from govern.spec.spelling import meant

pytestmark = pytest.mark.usefixtures("day")

SPECS = Path(__file__).parent.parent / "specs"
FIXING = [rule for rule in all_rules() if "fix=" in inspect.getsource(sys.modules[rule.check.__module__])]
FIXING += [load_rule(rule) for rule in ("spec/unknown-key", "spec/wrong-type")]


def edit(action: EditAction, *route: str | int, value: Any = None) -> Edit:
    return Edit(action, Place(SPEC, route), value)


def edited(text: str, *edits: Edit) -> str:
    return Editor(text.encode()).changed(edits).decode()


@for_each(
    ("before", "change", "after"),
    [
        ("a: 1 # why\n", edit("replace", "a", value=2), "a: 2 # why\n"),
        ("a: 'x'\n", edit("replace", "a", value="it's"), "a: 'it''s'\n"),
        ('a: "x"\n', edit("replace", "a", value='"y"'), 'a: "\\"y\\""\n'),
        ("a: x\n", edit("replace", "a", value="yes"), "a: 'yes'\n"),
        ("a: [x]\n", edit("replace", "a", 0, value="https://a.example/b"), "a: [https://a.example/b]\n"),
        ("a: x\n", edit("replace", "a", value="b, c"), "a: 'b, c'\n"),
        ("a: 7\n", edit("replace", "a", value="007"), "a: '007'\n"),
        ("a:\nb: 1\n", edit("replace", "a", value="x"), "a: x\nb: 1\n"),
        ("a: {b: [1, 2]}\n", edit("replace", "a", "b", 1, value="x"), "a: {b: [1, x]}\n"),
        ("a: [1, 2] # why\n", edit("replace", "a", value=[3]), "a: [3] # why\n"),
        ("'a' : 1\n", edit("rename", "a", value="b"), "'b' : 1\n"),
        ("l:\n  - a: 1\n    b: 2\n", edit("rename", "l", 0, "a", value="c"), "l:\n  - c: 1\n    b: 2\n"),
        ("a: {b: 1}\n", edit("insert", "a", "c", value="EUR"), "a: {b: 1, c: EUR}\n"),
        ("a: {}\n", edit("insert", "a", "c", value=1), "a: {c: 1}\n"),
        ("a:\n  b: 1 # why\n# end\n", edit("insert", "a", "c", value=[1]), "a:\n  b: 1 # why\n  c: [1]\n# end\n"),
        ("l:\n  - b: 1\n", edit("insert", "l", 0, "c", value=2), "l:\n  - b: 1\n    c: 2\n"),
        ("a:\n  b: 1", edit("insert", "a", "c", value=2), "a:\n  b: 1\n  c: 2"),
        ("a: 1\r\n", edit("insert", "c", value=2), "a: 1\r\nc: 2\r\n"),
        ("# why\na: 1\n", edit("insert", "version", value=1), "# why\nversion: 1\na: 1\n"),
        ("  a: 1\n  b: 2\n", edit("insert", "version", value=1), "  version: 1\n  a: 1\n  b: 2\n"),
        ("{a: 1}\n", edit("insert", "version", value=1), "{version: 1, a: 1}\n"),
        ("\ufeffa: 1\n", edit("replace", "a", value=2), "\ufeffa: 2\n"),
        ("a: {b: 1, c: 2, d: 3}\n", edit("remove", "a", "c"), "a: {b: 1, d: 3}\n"),
        ("a: {b: 1, c: 2}\n", edit("remove", "a", "b"), "a: {c: 2}\n"),
        ("a: [1]\n", edit("remove", "a", 0), "a: []\n"),
        ("a: 1\nb:\n  - 1\nc: 2 # c\n", edit("remove", "b"), "a: 1\nc: 2 # c\n"),
        ("l:\n  - 1\n  - x: 2\n    y: 3\n  - 4\n", edit("remove", "l", 1), "l:\n  - 1\n  - 4\n"),
    ],
)
def test_an_edit_changes_its_place_and_nothing_else(before: str, change: Edit, after: str) -> None:
    assert edited(before, change) == after


@for_each(
    ("text", "change"),
    [
        ("a: |\n  x\n", edit("replace", "a", value="y")),
        ("a:\n  - 1\n", edit("replace", "a", value=[2])),
        ("a: 1\nb: 2\n", edit("rename", "a", value="b")),
        ("a: 1\n", edit("insert", "a", value=2)),
        ("a: 1\n", edit("replace", "b", value=2)),
        ("a: 1\n", edit("insert", "a", "b", value=2)),
        ("l:\n  - a: 1\n    b: 2\n", edit("remove", "l", 0, "a")),
        ("l:\n  - 1\n", edit("remove", "l", 0)),
        ("a: [1\n", edit("replace", "a", value=2)),
    ],
)
def test_an_edit_that_would_do_more_or_less_is_refused(text: str, change: Edit) -> None:
    with pytest.raises(CannotEdit):
        edited(text, change)


def test_a_comment_goes_with_its_line_where_it_has_one() -> None:
    text = "a: 1  # x\n  # y\nb: 2\n"
    at = [Place(SPEC, (), Span(1, 7, 1, 9)), Place(SPEC, (), Span(2, 3, 2, 5))]
    assert edited(text, *(Edit("uncomment", place) for place in at)) == "a: 1\nb: 2\n"


def test_every_value_of_the_example_project_can_be_edited_alone() -> None:
    """The edit is read back inside; here: no other line changes."""
    made = 0
    for path in sorted(SPECS.rglob("*.yaml")):
        editor = Editor(path.read_bytes())
        lines = path.read_text("utf-8").split("\n")
        for route in list(scalars(editor.data))[::3]:
            after = editor.changed([Edit("replace", Place("", route), "x: #'\"")]).decode().split("\n")
            assert len(after) == len(lines)
            assert sum(one != other for one, other in zip(lines, after, strict=True)) == 1
            made += 1
    assert made > 80


def scalars(data: Any, route: tuple[str | int, ...] = ()) -> Any:
    """The route of every text on one line."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from scalars(value, (*route, step))
        elif isinstance(value, str) and len(value) < 60 and "\n" not in value:
            yield (*route, step)


def test_plain_data_is_edited_as_the_text_is() -> None:
    data = {"a": [{"b": 1}, 2]}
    assert with_edit(data, ("a", 0, "b"), edit("rename", "a", 0, "b", value="c")) == {"a": [{"c": 1}, 2]}
    assert data == {"a": [{"b": 1}, 2]}


@for_each("rule", FIXING, ids=lambda rule: rule.id)
def test_after_its_fix_a_rule_says_it_no_more(rule: Any) -> None:
    subject = example(rule, rule.bad)
    found = [finding for finding in findings(subject, rule.id) if finding.fix]
    assert found, "the bad example shows the fix"
    text = subject.every_document[found[0].place.file].text
    after = Editor(text.encode()).changed(found[0].fix).decode()
    assert found[0].fingerprint not in {finding.fingerprint for finding in findings(example(rule, after), rule.id)}
    assert yaml.read(after).data != yaml.read(text).data or found[0].fix[0].action == "uncomment"


def test_two_candidates_are_no_fix() -> None:
    assert meant("purchaze", ["purchase", "refund"]) == "purchase"
    assert meant("Purchase_", ["purchase", "purchased"]) == "purchase"
    assert meant("purchas", ["purchase", "purchased"]) == ""
    assert meant("owner-mising", ["owner-missing", "other-missing"]) == "owner-missing"
    assert meant("step_2", ["step_1"]) == ""
    assert meant("x", ["purchase"]) == ""


MISTAKES = """version: 1
destinations:
  - {name: meta, platform: "meta", id: 0034567890123456}  # the one
events:
  - {name: visit, ownr: web, description: Somebody came.}
mappings:
  - event: visit
    destination: meta
    as: 'pageview'   # as it always was
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "a.yaml").write_bytes(b"\xef\xbb\xbf" + MISTAKES.replace("\n", "\r\n").encode())
    return tmp_path


def test_fix_goes_on_until_nothing_is_left_to_fix(shop: Path) -> None:
    report, _ = fix(str(shop))
    after = (shop / "specs" / "a.yaml").read_bytes()
    expected = (
        MISTAKES.replace("0034567890123456", "'0034567890123456'")
        .replace("ownr", "owner")
        .replace("'pageview'", "'PageView'")
    )
    assert after == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    assert [finding.rule for finding in report.fixed] == [
        "spec/wrong-type",
        "spec/unknown-key",
        "mappings/misspelt-platform-event",  # seen once the destination could be read
    ]
    assert not report.findings
    assert fix(str(shop))[0].fixed == ()


def test_diff_shows_and_writes_nothing(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(shop)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    before = (shop / "specs" / "a.yaml").read_bytes()
    assert govern(["lint", "--fix", "--diff"]) == 1
    shown = capsys.readouterr()
    assert "-  - {name: visit, ownr: web" in shown.out
    assert "3 findings would be fixed, 0 would be left; nothing was written" in shown.err
    assert (shop / "specs" / "a.yaml").read_bytes() == before
    assert govern(["lint", "--fix"]) == 0
    assert "3 fixed; 1 file written" in capsys.readouterr().out
    assert govern(["lint", "--fix", "--diff"]) == 0
    assert capsys.readouterr().out == ""


def test_the_cache_keeps_fixes(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(shop / "cache"))
    first, second = (lint(str(shop)).findings for _ in range(2))
    assert first == second
    assert any(finding.fix for finding in second)


def test_one_that_cannot_be_fixed_does_not_stop_the_others(shop: Path) -> None:
    text = "version: 1\nevents:\n" + "".join(f"  - {{name: e{n}, ownr: web, description: d}}\n" for n in range(20))
    text = text.replace(
        "name: e7, ownr: web", 'name: e7, kind: "conver\\\n      sion_", owner: web'
    )  # a word over two lines
    (shop / "specs" / "a.yaml").write_text(text)
    report, _ = fix(str(shop))
    assert len(report.fixed) == 19
    assert [finding.rule for finding in report.findings] == ["spec/wrong-value"]
    assert report.notes == ("specs/a.yaml:10: spec/wrong-value is left to you: it goes over several lines",)
    assert "ownr" not in (shop / "specs" / "a.yaml").read_text()


@for_each(
    ("says", "text", "meant"),
    [
        ("a day as YYYY-MM-DD", "2027-1-5", "2027-01-05"),
        ("a day as YYYY-MM-DD", "2027/01/31", "2027-01-31"),
        ("a day as YYYY-MM-DD", "2027-02-30", ""),
        ("a day as YYYY-MM-DD", "01/02/2027", ""),
        ("a day as YYYY-MM-DD", "20.10.2026", "2026-10-20"),
        ("a day as YYYY-MM-DD", "10/20/2026", "2026-10-20"),
        ("a duration such as 7d, 48h, 15m, 30s or 200ms", "7 days", "7d"),
        ("a duration such as 7d, 48h, 15m, 30s or 200ms", "200 ms", "200ms"),
        ("a duration such as 7d, 48h, 15m, 30s or 200ms", "15 min", "15m"),
        ("a duration such as 7d, 48h, 15m, 30s or 200ms", "1 month", ""),
        ("a duration such as 7d, 48h, 15m, 30s or 200ms", "7D", "7d"),
        ("a duration such as 7d, 48h, 15m, 30s or 200ms", "7M", ""),
        ("a percentage such as 5%", "5 %", "5%"),
        ("a percentage such as 5%", "five", ""),
        ("a URL that starts with https:// or http://", "track.acme.example", "https://track.acme.example"),
        ("a URL that starts with https:// or http://", "acme", ""),
        ("an e-mail address", " ana@acme.example ", "ana@acme.example"),
    ],
)
def test_a_form_is_mended_where_it_can_mean_one_thing(says: str, text: str, meant: str) -> None:
    assert mended(says, text) == meant


@pytest.mark.slow
def test_a_misspelt_key_anywhere_in_the_example_is_mended_to_the_byte_or_left_alone() -> None:
    """Every third key loses a letter. Names of a platform's parameters are free, so those are left."""
    config = load.parse_config(b"version: 1")
    inputs = load.inputs_of(str(SPECS.parent), config, files.read_folders(str(SPECS.parent), ["specs"]))
    restored = 0
    for file in [file for file in inputs.found if file.endswith(".yaml")]:
        raw = inputs.found[file]
        editor = Editor(raw)
        for route in list(keys(editor.data))[::3]:
            start, end = editor.regions.extent(editor.positions.index(route) - 1)
            key = editor.text[start:end]
            broken = (editor.text[:start] + key[:2] + key[3:] + editor.text[end:]).encode()
            after = mended_whole(inputs, {files.CONFIG: b"version: 1", **inputs.found, file: broken})[file]
            assert after in (raw, broken), (file, route)
            restored += after == raw
    assert restored > 50


def keys(data: Any, route: Route = ()) -> Iterator[Route]:
    """The way to every key of more than four letters, those of examples left out."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(step, str) and len(step) > 4 and "examples" not in route:
            yield (*route, step)
        yield from keys(value, (*route, step))


def mended_whole(inputs: load.Inputs, found: dict[str, bytes]) -> dict[str, bytes]:
    """The files after as many rounds as it takes."""
    changed: dict[str, bytes] = found
    while changed:
        wanted = [finding for finding in fixing.findings_in(inputs, found, TODAY) if finding.fix]
        _, changed = fixing.one_round(found, wanted, {})
        found = {**found, **changed}
    return found


def test_a_key_that_is_no_environment_is_renamed_and_its_value_stays() -> None:
    text = "version: 1\ndestinations: [{name: meta, platform: meta, id: {prodution: '1234567890123456'}}]\n"
    (finding,) = findings(project(text))
    assert finding.message.startswith('destination "meta": "id" has the key "prodution", expected one of production,')
    assert edited(text, *finding.fix) == text.replace("prodution", "production")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("gogle_ads", "google_ads"), ("tik-tok", "tiktok"), ("gmt", "gtm"), ("aws", ""), ("adobe_analytics", ""), ("google", "")],
)  # fmt: skip
def test_another_platform_is_not_taken_for_a_misspelt_one(written: str, meant: str) -> None:
    text = f"destinations: [{{name: a, platform: {written}}}]"
    (finding,) = findings(project(text), "mappings/unknown-platform")
    assert [edit.value for edit in finding.fix] == ([meant] if meant else [])


RENAMED = """version: 1
parameters: [{name: bookingId, type: string, description: The number of the booking}]
events:
  - name: booked  # by booking_id
    event_id: 'b_{booking_id}'
    fires: {on: custom, when_ready: [booking_id]}
    parameters: [{use: booking_id, required: true}]
    examples: [{booking_id: B-1}]
mappings: [{event: booked, destination: ga4, as: booked, parameters: {id: booking_id}}]
"""


def test_a_parameter_with_a_new_spelling_is_respelt_wherever_it_is_named(shop: Path) -> None:
    spec = shop / "specs" / "a.yaml"
    spec.write_text(RENAMED)
    left = fix(str(shop))[0].findings
    before, after = spec.read_text().split("\n"), RENAMED.replace("booking_id", "bookingId").split("\n")
    assert before == [line.replace("by bookingId", "by booking_id") for line in after]
    assert not [finding for finding in left if "booking_id" in finding.message]
