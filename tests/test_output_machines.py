"""Formats that other programs read, each held against its schema or read by a real reader."""

from __future__ import annotations

import json
import os
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from for_each import for_each
from hostile import HOSTILE, everywhere
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog
from reports import CLICK, CONSENT, EMPTY_FOLDER, FILES, PLAN, WILDCARD, shown

from govern.cli import run
from govern.core.report import Artifact, Finding, Place, Report, Span
from govern.output.formats.sarif import uri
from govern.output.safe import Manual
from govern.source.editor import Editor

pytestmark = pytest.mark.usefixtures("day")

STALE = Artifact("build/csp/shop.txt", "", "stale")
ALL = Report((CLICK, WILDCARD, CONSENT, EMPTY_FOLDER), PLAN, (*FILES, STALE), ("exports holds nothing",))
MANUAL = "A conversion is done when it counts.\n\nClicks are not purchases: the number doubles.\n\nRemedy: fire later."
ANY = st.text(st.characters(exclude_categories=[]), max_size=40)

# --- SARIF: the official schema as pydantic models (pydantic-sarif), and the schema itself where it is at hand

SCHEMA = (
    Path(os.environ.get("GOVERN_NODE_MODULES", "node_modules"))
    / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
)
"""The schema as OASIS approved it, from the package that CI installs it with."""


@cache
def official() -> Any:
    """The validator of the official schema; `None` where it is not."""
    if not SCHEMA.is_file():
        return None
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    return checker(schema, format_checker=checker.FORMAT_CHECKER)


def held(log: dict[str, Any]) -> dict[str, Any]:
    """A log that was held against the schema, in every form of it that is at hand."""
    SarifLog.model_validate(log)
    if official() is not None:
        official().validate(log)
    return log


def sarif(report: Report, **look: Any) -> dict[str, Any]:
    """The one run of the log, after the log was held against the schema."""
    run: dict[str, Any] = held(json.loads(shown(report, "sarif", **look)))["runs"][0]
    assert len({json.dumps(file) for file in run["artifacts"]}) == len(run["artifacts"])  # not in the models
    return run


@pytest.mark.skipif(
    not SCHEMA.is_file(), reason="npm install @microsoft/jest-sarif, and name it by GOVERN_NODE_MODULES"
)
def test_the_official_schema_of_sarif_takes_our_logs_and_no_others() -> None:
    manuals = {"events/conversion-on-click": Manual("error", MANUAL)}
    log = json.loads(shown(ALL, "sarif", manuals=manuals.get))
    official().validate(log)
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError, match="fatal"):
        official().validate(log)


def test_sarif_says_where_in_characters() -> None:
    run = sarif(Report((CLICK,)))
    result = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "specs/events.yaml"},
                "region": {"startLine": 12, "startColumn": 17, "endLine": 12, "endColumn": 22},
                "contextRegion": {"startLine": 12, "snippet": {"text": "    fires: {on: click}"}},
            },
            "logicalLocations": [{"fullyQualifiedName": "events[0].fires.on"}],
        }
    ]
    assert result["level"] == "error"
    assert result["message"]["text"].split("\n") == [CLICK.message, f"help: {CLICK.help}"]
    assert result["partialFingerprints"] == {"govern/v1": "c1"}


def test_sarif_has_the_other_places() -> None:
    related = sarif(Report((CLICK,)))["results"][0]["relatedLocations"]
    assert [(place["id"], place["message"]["text"]) for place in related] == [(1, "the mapping that counts it")]
    assert related[0]["physicalLocation"]["artifactLocation"]["uri"] == "specs/mappings.yaml"


def test_sarif_names_the_entity_of_an_export_and_tells_findings_without_a_line_apart() -> None:
    first = CONSENT.replace(fingerprint="0123456789abcdef")
    result = sarif(Report((first,)))["results"][0]
    location = result["locations"][0]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "exports/shop.json"}}
    name = 'tag "Meta - Purchase"'
    assert location["logicalLocations"] == [{"name": name, "fullyQualifiedName": f"{name} parameter[2]"}]
    assert result["partialFingerprints"]["primaryLocationLineHash"] == "0123456789abcdef:1"


def test_sarif_brings_the_manual_of_each_rule() -> None:
    manuals = {"events/conversion-on-click": Manual("error", MANUAL)}
    rules = sarif(Report((WILDCARD, CLICK, CLICK)), manuals=manuals.get)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["csp/wildcard-source", "events/conversion-on-click"]
    assert rules[1]["shortDescription"]["text"] == "A conversion is done when it counts."
    assert rules[1]["fullDescription"]["text"] == "Clicks are not purchases: the number doubles."
    assert rules[1]["help"]["text"] == MANUAL
    assert rules[1]["defaultConfiguration"] == {"level": "error"}


def test_sarif_results_point_at_their_rule_and_each_has_a_file() -> None:
    run = sarif(ALL)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert [result["ruleId"] for result in run["results"]][4:] == [
        "drift/change",
        "drift/add",
        "drift/remove",
        "drift/rename",
        "output/stale",
    ]


def test_sarif_lists_files_with_their_hashes() -> None:
    files = sarif(ALL)["artifacts"]
    assert files[1] == {
        "location": {"uri": "build/csp/shop.txt"},
        "roles": ["unmodified"],
        "hashes": {"sha-256": "ab" * 32},
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("./specs/a.yaml", "specs/a.yaml"),
        ("../specs/Käse & Brot?#.yaml", "../specs/K%C3%A4se%20%26%20Brot%3F%23.yaml"),
        ("a:b", "a%3Ab"),
        ("/srv/exports/a b.json", "file:///srv/exports/a%20b.json"),
        ("C:\\exports\\a.json", "file:///C:/exports/a.json"),
        ("\udcff.yaml", "%ED%B3%BF.yaml"),
    ],
)
def test_sarif_writes_paths_as_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_sarif_makes_no_links_of_brackets() -> None:
    text = "[free money](https://evil.example)"
    run = sarif(everywhere(text))
    messages = [result["message"]["text"] for result in run["results"]]
    assert messages
    assert not [message for message in messages if "](" in message]


def test_a_clean_sarif_log_is_one_run_without_results() -> None:
    assert sarif(Report())["results"] == []


@for_each("name", HOSTILE)
def test_sarif_of_hostile_text_is_valid(name: str) -> None:
    assert len(sarif(everywhere(HOSTILE[name][0]))["results"]) == 6


@given(ANY)
def test_sarif_of_any_text_is_valid(text: str) -> None:
    run = sarif(everywhere(text))
    assert all(result["message"]["text"] for result in run["results"])


def applied(text: str, change: dict[str, Any]) -> str:
    """The text after the replacements of an artifact change."""
    lines = text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    for replacement in change["replacements"]:
        region = replacement["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + replacement.get("insertedContent", {"text": ""})["text"] + text[end:]
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1\nevents: [{name: buy}]\nmappings: [{evnt: buy}]\n", "[{event: buy}]"),
        ("version: 1\r\nevents:\r\n  - name: kaufen 名前 💥\r\n    ownr: shop\r\n", "    owner: shop\r\n"),
    ],
)
def test_sarif_offers_the_fix_that_lint_would_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], before: str, after: str
) -> None:
    (tmp_path / "shop" / "specs").mkdir(parents=True)
    (tmp_path / "shop" / "govern.yaml").write_text("version: 1\n")
    spec = tmp_path / "shop" / "specs" / "a.yaml"
    spec.write_bytes(before.encode())
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "-C", "shop", "--format", "sarif"]) == 1
    log = held(json.loads(capsys.readouterr().out))
    (result,) = (found for found in log["runs"][0]["results"] if found["ruleId"] == "spec/unknown-key")
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "shop/specs/a.yaml"
    fixed = applied(before, change)
    assert after in fixed
    run(["lint", "-C", "shop", "--fix"])
    assert spec.read_bytes().decode() == fixed


def test_sarif_proves_many_fixes_of_a_file_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of a megabyte with hundreds of slips took minutes, since each was proved by reading the file once more."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    before = "version: 1\nevents:\n" + "".join(f"  - {{name: step_{at}, ownr: shop}}\n" for at in range(60))
    (tmp_path / "specs" / "a.yaml").write_text(before)
    monkeypatch.chdir(tmp_path)
    proofs: list[Editor] = []
    changed = Editor.changed

    def counted(editor: Editor, edits: Any) -> bytes:
        proofs.append(editor)
        return changed(editor, edits)

    monkeypatch.setattr(Editor, "changed", counted)
    assert run(["lint", "--format", "sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    slips = [result for result in results if result["ruleId"] == "spec/unknown-key"]
    assert len(slips) == 60
    for at, slip in enumerate(slips):
        (change,) = slip["fixes"][0]["artifactChanges"]
        assert applied(before, change) == before.replace(f"step_{at}, ownr", f"step_{at}, owner")
    assert len(proofs) == 1


HOUSE = """\
version: 1
rules:
  - rule: house/described
    title: An event is described.
    why: Nobody else knows what it counts.
    remedy: Describe it.
    each: events
    require: [description]
    good: 'events: [{name: buy, description: Somebody bought.}]'
    bad: 'events: [{name: buy}]'
"""


def test_sarif_brings_the_manual_of_a_projects_own_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in (
        ("govern.yaml", "version: 1\n"),
        ("rules/house.yaml", HOUSE),
        ("specs/a.yaml", "version: 1\nevents: [{name: buy}]\n"),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "--format", "sarif"]) == 1
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    (own,) = (rule for rule in rules if rule["id"] == "house/described")
    assert own["shortDescription"]["text"] == "An event is described."
    assert own["defaultConfiguration"] == {"level": "warning"}


# --- JUnit: read by junitparser


def junit(report: Report, **look: Any) -> JUnitXml:
    return JUnitXml.fromstring(shown(report, "junit", **look).encode())


def test_junit_has_a_suite_for_each_file_and_a_test_for_each_finding() -> None:
    suites = {suite.name: list(suite) for suite in junit(ALL)}
    assert list(suites) == [
        "specs/events.yaml",
        "specs/csp.yaml",
        "exports/shop.json",
        "govern.yaml",
        "GTM-ABC1234",
        "GTM-SRV1234",
        "rendered files",
    ]
    case = suites["specs/events.yaml"][0]
    assert (case.classname, case.name) == ("events/conversion-on-click", CLICK.message)
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("error", CLICK.message)
    assert str(failure.text).split("\n") == [
        "specs/events.yaml:12:17: error events/conversion-on-click",
        "source: fires: {on: click}",
        "help: fire on server_confirmed or confirmation_page",
        "also: specs/mappings.yaml:4:3 the mapping that counts it",
    ]


def test_junit_counts_what_failed() -> None:
    read = junit(ALL)
    assert (read.tests, read.failures, read.errors, read.skipped) == (11, 8, 0, 0)
    for suite in read:
        assert suite.tests == len(list(suite))
        assert suite.failures == sum(bool(case.result) for case in suite)


def test_junit_passes_notes_and_files_that_are_current() -> None:
    suites = {suite.name: list(suite) for suite in junit(ALL)}
    (note,) = suites["govern.yaml"]
    assert not note.result
    assert "specs/none" in str(note.system_out)
    assert [(case.name, bool(case.result)) for case in suites["rendered files"]] == [
        ("build/csp/shop.txt is out of date", True),
        ("build/gtm/GTM-ABC1234.json", False),
        ("build/csp/shop.txt", False),
    ]


def test_junit_has_one_test_when_there_is_nothing_to_report() -> None:
    (suite,) = junit(Report(), clean="no difference")
    assert [(case.name, case.is_passed) for case in suite] == [("no difference", True)]


@given(st.one_of(ANY, st.sampled_from(["</testcase>", "]]>", "<![CDATA[x]]>", "&amp;", "\x00\x0b\ufffe\ud800", '"'])))
def test_junit_of_any_text_reads_back(text: str) -> None:
    from govern.output.safe import Spelling

    cases = [case for suite in junit(everywhere(text)) for case in suite]
    assert Spelling()(text) in {case.classname for case in cases}
    assert len(cases) == 7


# --- GitLab code quality: the fields and values of its documentation

ISSUES = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}(-[0-9]+)?$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def gitlab(report: Report) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(shown(report, "gitlab"))
    jsonschema.validate(issues, ISSUES)
    return issues


def test_gitlab_issues_have_what_the_merge_request_shows() -> None:
    issues = gitlab(ALL)
    assert issues[0]["description"] == (
        f"{CLICK.message}; help: {CLICK.help}; also: specs/mappings.yaml:4:3 the mapping that counts it"
    )
    assert [issue["severity"] for issue in issues[:4]] == ["major", "minor", "minor", "info"]
    assert issues[0]["location"] == {"path": "specs/events.yaml", "lines": {"begin": 12}}
    assert issues[4]["location"]["path"] == "govern.yaml"


def test_gitlab_fingerprints_tell_findings_apart_and_survive_moves() -> None:
    twice = gitlab(Report((CLICK, CLICK)))
    assert twice[1]["fingerprint"] == f"{twice[0]['fingerprint']}-2"
    moved = CLICK.replace(place=CLICK.place.replace(span=Span(40, 1, 40, 2)), message="in other words")
    assert gitlab(Report((moved,)))[0]["fingerprint"] == twice[0]["fingerprint"]


def test_a_clean_gitlab_report_is_an_empty_array() -> None:
    assert shown(Report(), "gitlab") == "[]\n"


@given(ANY)
def test_gitlab_of_any_text_is_valid(text: str) -> None:
    issues = gitlab(everywhere(text) if text else Report((Finding("r", "note", "m", Place("f")),)))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


# --- all of them


@pytest.mark.parametrize("format", ["sarif", "junit", "gitlab"])
def test_paths_of_other_projects_stay_what_they_are(format: str) -> None:
    finding = CLICK.replace(place=CLICK.place.replace(file="../clients/hazel/specs/events.yaml"))
    assert "../clients/hazel/specs/events.yaml" in unquote(shown(Report((finding,)), format))


@pytest.mark.parametrize("format", ["sarif", "junit", "gitlab"])
def test_the_same_report_gives_the_same_bytes(format: str) -> None:
    assert shown(ALL, format) == shown(ALL, format)
