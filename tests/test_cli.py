"""The commands end to end: from an export to a governed project, exit codes, help."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from cli_helpers import DAY, GOOD, HAZEL, SERVER, WEB, Captured, edit, printed, refused
from for_each import for_each

from govern import __version__
from govern.cli import run
from govern.cli.help import commands

pytestmark = pytest.mark.usefixtures("day")

# ---- the minute from an export to a governed project -----------------------------------------------------------------


def test_from_an_export_to_a_governed_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    out = printed(capsys, "init", "shop", "--from", WEB, "--from", SERVER)
    assert "shop/specs/containers/GTM-ABC1234/tags.yaml" in out
    assert "GTM-ABC1234 (web): 4 tags, 4 triggers, 6 variables" in out
    monkeypatch.chdir("shop")
    assert "error" not in printed(capsys, "lint", *DAY)
    assert "build/gtm/GTM-ABC1234.json" in printed(capsys, "render", *DAY)
    assert "unchanged" in printed(capsys, "render", "--check", *DAY)
    assert printed(capsys, "diff", *DAY) == "no difference\n"
    assert printed(capsys, "import", "--check", "exports/web.json").endswith("already\n")
    assert printed(capsys, "diff", "build/gtm/GTM-ABC1234.json").endswith("no difference\n")


def test_one_edited_line_is_the_one_difference(adopted: Path, capsys: Captured) -> None:
    edit(adopted / "specs" / "containers" / "GTM-ABC1234" / "variables.yaml", "G-ABCDE12345", "G-ZZZZZ99999")
    report = json.loads(printed(capsys, "diff", "--format", "json", code=1))
    assert report["changes"] == [
        {
            "action": "change",
            "kind": "variable",
            "name": "Const - GA4",
            "owner": "GTM-ABC1234",
            "meaning": "another account",
            "fields": [{"route": ["parameter", "value"], "before": "G-ABCDE12345", "after": "G-ZZZZZ99999"}],
        }
    ]


def test_one_edited_line_of_code_is_shown_as_a_text_difference(adopted: Path, capsys: Captured) -> None:
    code = adopted / "specs" / "containers" / "GTM-ABC1234" / "code"
    edit(code / "tags" / "meta-purchase.html", "fbq('track', 'Purchase'", "fbq('track', 'Order'")
    lines = [line.strip(" |") for line in printed(capsys, "diff", code=1).splitlines()]
    assert '~ tag "Meta - Purchase"  ! code added or changed' in lines
    assert "-   fbq('track', 'Purchase', {" in lines
    assert "+   fbq('track', 'Order', {" in lines


def test_import_takes_a_changed_export_in_and_check_only_tells(adopted: Path, capsys: Captured) -> None:
    export = adopted / "exports" / "web.json"
    edit(export, '"Feedback visible"', '"Feedback seen"')
    before = (adopted / "specs" / "containers" / "GTM-ABC1234" / "triggers.yaml").read_bytes()
    out = printed(capsys, "import", "--check", str(export), code=1)
    assert "specs/containers/GTM-ABC1234/triggers.yaml" in out
    assert (adopted / "specs" / "containers" / "GTM-ABC1234" / "triggers.yaml").read_bytes() == before
    assert "written" in printed(capsys, "import", str(export))
    assert printed(capsys, "import", "--check", str(export)).endswith("already\n")
    assert printed(capsys, "diff") == "no difference\n"


def test_two_exports_are_compared_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    newer = tmp_path / "newer.json"
    shutil.copy(WEB, newer)
    edit(newer, '"Feedback visible"', '"Feedback seen"')
    assert printed(capsys, "diff", "--from", WEB, WEB) == "no difference\n"
    report = json.loads(printed(capsys, "diff", "--from", WEB, str(newer), "--format", "json", code=1))
    assert [(change["action"], change["name"], change.get("before_name")) for change in report["changes"]] == [
        ("rename", "Feedback seen", "Feedback visible")
    ]


def test_audit_with_and_without_a_project(adopted: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    people = [str(HAZEL / "gtm-users.json"), str(HAZEL / "people.csv"), str(HAZEL / "headers.txt")]
    printed(capsys, "audit", *DAY, *people, code=1)
    monkeypatch.chdir(HAZEL)
    out = printed(capsys, "audit", *DAY, "web.json", "--format", "concise", code=1)
    assert all(line.startswith("web.json:") for line in out.splitlines())


def test_the_audit_report_is_written_once_and_then_unchanged(adopted: Path, capsys: Captured) -> None:
    args = ("audit", *DAY, "--report", "audit", str(HAZEL / "gtm-users.json"))
    first = printed(capsys, *args, code=1)
    assert "written" in first
    again = printed(capsys, *args, code=1)
    assert "unchanged" in again
    assert "written" not in again
    assert {path.suffix for path in (adopted / "audit").iterdir()} >= {".md", ".csv", ".html"}


def test_check_is_everything_in_one_report(adopted: Path, capsys: Captured) -> None:
    assert run(["check", *DAY]) == 1, "nothing has been rendered yet"
    capsys.readouterr()
    printed(capsys, "render", *DAY)
    edit(adopted / "specs" / "containers" / "GTM-ABC1234" / "variables.yaml", "G-ABCDE12345", "G-ZZZZZ99999")
    report = json.loads(printed(capsys, "check", *DAY, "--format", "json", code=1))
    assert [change["name"] for change in report["waiting"]] == ["Const - GA4"], "ours, and not drift"
    assert report["changes"] == []
    states = {artifact["path"]: artifact["state"] for artifact in report["artifacts"]}
    assert states["build/gtm/GTM-ABC1234.json"] == "stale"
    assert states["build/gtm/GTM-SRV1234.json"] == "unchanged"


def test_check_verifies_what_was_captured(adopted: Path, capsys: Captured) -> None:
    (adopted / "captures").mkdir()
    (adopted / "captures" / "hits.txt").write_text(
        "https://www.facebook.com/tr/?id=1234567890123456&ev=Purchase&cd[value]=0&dl=https%3A%2F%2Fshop.example%2F%3Fmail%3Dmia%40shop.example\n"
    )
    only = json.loads(printed(capsys, "check", *DAY, "--only", "verify", "--format", "json", code=1))
    assert {finding["place"]["file"] for finding in only["findings"]} == {"captures/hits.txt"}
    assert "hits/personal-data-in-address" in {finding["rule"] for finding in only["findings"]}
    assert "captures/hits.txt" not in printed(capsys, "check", *DAY, "--skip", "verify", code=1)


def test_the_demo_runs_twice_and_says_unchanged_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    first = printed(capsys, "demo")
    assert "govern-demo/build/" in first
    assert "written" in first
    files = {path: path.read_bytes() for path in sorted((tmp_path / "govern-demo").rglob("*")) if path.is_file()}
    second = printed(capsys, "demo")
    assert "unchanged" in second
    assert "written" not in second
    assert {
        path: path.read_bytes() for path in sorted((tmp_path / "govern-demo").rglob("*")) if path.is_file()
    } == files


def test_an_empty_project_is_a_valid_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.chdir(tmp_path)
    printed(capsys, "init", "new")
    monkeypatch.chdir("new")
    printed(capsys, "lint")
    printed(capsys, "render")
    assert "there is no export to compare with" in refused(capsys, "diff")
    assert "is a project already" in refused(capsys, "init")


def test_the_example_of_an_empty_project_can_be_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    printed(capsys, "init", "new")
    spec = tmp_path / "new" / "specs" / "events.yaml"
    above, mark, example = spec.read_text("utf-8").partition("# events:\n")
    spec.write_text(above + (mark + example).replace("# ", "").replace("#\n", "\n"), "utf-8")
    shown = printed(capsys, "lint", "-C", "new", "--format", "concise")
    assert "\nevents:\n  - name: purchase\n" in spec.read_text("utf-8")
    assert shown == ""


def test_explain_rules_and_schema(capsys: Captured) -> None:
    manual = printed(capsys, "explain", "csp/wildcard-source")
    assert manual.startswith("csp/wildcard-source (")
    assert printed(capsys, "explain", "wildcard-source") == manual
    assert printed(capsys, "explain", "100/2804003").startswith(
        "100/2804003, an answer of Meta: event_time older than 7 days"
    )
    assert "csp/wildcard-source" in printed(capsys, "rules")
    listed = json.loads(printed(capsys, "rules", "--format", "json"))
    assert {"rule", "level", "over", "title"} == set(listed[0])
    assert json.loads(printed(capsys, "schema"))["title"]


# ---- exit codes ------------------------------------------------------------------------------------------------------


def test_the_level_says_from_where_on_a_finding_is_a_reason_to_fail(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "events" / "purchase.yaml").write_text(GOOD.replace(", owner: shop", ""))
    assert "events/owner-missing" in printed(capsys, "lint", code=1)
    assert "events/owner-missing" in printed(capsys, "lint", "--fail-on", "error")
    (shop / "govern.yaml").write_text("version: 1\nrules: [{rule: events/owner-missing, level: error, reason: bank}]\n")
    printed(capsys, "lint", "--fail-on", "error", code=1)


def test_something_out_of_date_is_1(shop: Path, capsys: Captured) -> None:
    policy = "version: 1\nsites: [{name: shop, domains: {production: [www.hazel.example]}}]\n"
    policy += "csp: [{site: shop, mode: enforce, base: {default-src: [\"'self'\"]}}]\n"
    (shop / "specs" / "csp.yaml").write_text(policy)
    assert "missing" in printed(capsys, "render", "csp", "--check", code=1)
    printed(capsys, "render", "csp")
    printed(capsys, "render", "csp", "--check")
    (shop / "specs" / "csp.yaml").write_text(policy.replace("self", "none"))
    assert "stale" in printed(capsys, "render", "csp", "--check", code=1)


def test_errors_in_the_specs_stop_render_before_anything_is_written(bad: Path, capsys: Captured) -> None:
    assert "specs/events/purchase.yaml:3:22" in printed(capsys, "render", "--format", "concise", code=1)
    assert not (bad / "build").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["lint"], "there is no govern.yaml in . or above it"),
        (["lint", "-C", "nowhere"], "there is no folder nowhere"),
        (["lint", "-C", "README"], "README is not a folder"),
        (["lint", "nowhere"], "nowhere does not exist"),
        (["audit", "--report"], "--report needs a value behind it"),
        (["lint", "--jobs", "0"], "--jobs: 0 is less than 1"),
        (["explain", "purchase"], "govern rules purchase lists those about it"),
        (["render"], "there is no govern.yaml"),
        (["diff"], "there is no govern.yaml"),
        (["audit", "nowhere.json"], "'nowhere.json' does not exist"),
        (["diff", "--from", WEB], "--from needs a second export"),
        (["import", WEB], "there is no govern.yaml"),
        (["import"], "EXPORT... is missing"),
        (["check", "client-03"], 'takes no "client-03"\n  → to name a project: govern check -C client-03'),
        (["-C", "client-03", "lint"], "-C stands behind the command"),
        (["render", "gmt"], "did you mean gtm?"),
        (["secrets", "nowhere"], "govern: nowhere does not exist"),
        (["check"], "there is no govern.yaml"),
        (["audit"], "there is no export to audit"),
        (["audit", "README"], "README: this is not an export that govern knows"),
        (["audit", "broken.json"], "broken.json:1:"),
        (["audit", "broken.csv"], "broken.csv:2:1: the table cannot be read from line 2 on"),
        (["init", "--from", "broken.json"], "broken.json:1:"),
        (["init", "mine"], "govern.yaml is in mine already"),
        (["init", "--from", WEB, "--from", WEB], "is in"),
        (["explain", "csp/wildcart-source"], 'did you mean "csp/wildcard-source"?'),
        (["explain", "nothing-like-it"], "there is no rule"),
        (["demo", "mine"], "mine is not empty"),
        (["lint", "--today", "2026-02-30"], "'2026-02-30' is not a day as YYYY-MM-DD"),
        (["lint", "--format", "xml"], "'xml' is not one of"),
        (["lint", "--formt", "json"], "--format"),
        (["lnt"], "there is no command 'lnt', did you mean 'lint'?"),
        (["schema", "-o", "mine/a file/x.json"], "mine/a file cannot be written"),
    ],
    ids=lambda value: " ".join(Path(part).name for part in value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_2_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, args: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README").write_text("Exports of our containers.\n")
    (tmp_path / "broken.json").write_text('{"containerVersion": ')
    (tmp_path / "broken.csv").write_text('email,role\n"ana@hazel.example,admin\n')
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a file").write_text("x")
    if args == ["init", "mine"]:
        (tmp_path / "mine" / "specs").mkdir()
        (tmp_path / "mine" / "specs" / "events.yaml").write_text(GOOD)
        says = "specs/events.yaml is in mine already"
    before = sorted(tmp_path.rglob("*"))
    assert says in refused(capsys, *args)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("version: 2\n", 'govern.yaml:1:10: "version" is 2, this govern reads version 1'),
        ("version: 1\nspec: x\n", "govern.yaml:2:1: "),
        ("version: 1\nname: [\n", "govern.yaml:3:1: this is not YAML"),
        ("version: 1\nextends: [../standards]\n", 'govern.yaml:2:11: "extends" names the folder "../standards"'),
        ("version: 1\ntimezone: Atlantis\n", 'govern.yaml:2:11: "timezone" is "Atlantis"'),
        ("version: 1\nrules: [{rule: csp/wildcard-source, level: loud}]\n", "govern.yaml:2:44: "),
    ],
)
@pytest.mark.parametrize("command", ["lint", "render", "check"])
def test_a_broken_configuration_is_2_with_its_line(
    shop: Path, capsys: Captured, config: str, says: str, command: str
) -> None:
    (shop / "govern.yaml").write_text(config)
    assert refused(capsys, command).startswith(f"govern: {says}")


@pytest.mark.parametrize(
    "text", ['{"findings": ', "[]", '{"findings": [1]}', '{"findings": [{"rule": []}]}', "\xff", "[" * 9999]
)
def test_a_broken_baseline_is_2(shop: Path, capsys: Captured, text: str) -> None:
    (shop / "govern.baseline.json").write_text(text, encoding="latin-1")
    assert "govern.baseline.json is not a baseline" in refused(capsys, "lint")


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("lint.lint", ["lint"]),
        ("render.render", ["render"]),
        ("diff.diff", ["diff", WEB]),
        ("audit.audit", ["audit", WEB]),
        ("check.check", ["check"]),
        ("import_.import_exports", ["import", WEB]),
        ("init.init", ["init", "new"]),
        ("demo.demo", ["demo"]),
    ],
)
def test_a_bug_is_3_and_says_so(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, verb: str, args: list[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a mistake in the code")

    monkeypatch.setattr(f"govern.commands.{verb}", broken)
    assert run(args) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "ZeroDivisionError: a mistake in the code" in shown.err
    assert shown.err.endswith("this is a bug in govern, not in your files; please report it\n")


@pytest.mark.parametrize(
    ("interruption", "words"),
    [(KeyboardInterrupt, ["lint"]), (KeyboardInterrupt, ["lint", "-q"]), (click.Abort, ["lint", "-q"])],
)
def test_an_interruption_is_130(
    shop: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    interruption: type[BaseException],
    words: list[str],
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise interruption

    monkeypatch.setattr("govern.commands.lint.lint", interrupted)
    assert run(words) == 130
    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip()) == ("", "interrupted")


# ---- help ------------------------------------------------------------------------------------------------------------


@for_each("command", commands())
def test_every_command_has_help(command: str, capsys: Captured) -> None:
    out = printed(capsys, command, "--help")
    assert out.startswith(f"Usage: govern {command} ")
    assert printed(capsys, command, "-h") == out


def test_the_help_lists_every_command(capsys: Captured) -> None:
    out = printed(capsys, "--help")
    assert all(re.search(rf"^  {command} +[A-Z]", out, re.MULTILINE) for command in commands())
    assert printed(capsys, "--version") == f"govern, version {__version__}\n"


def test_no_arguments_at_all_is_a_question_for_help(capsys: Captured) -> None:
    assert run([]) == 2
    assert "Usage: govern" in capsys.readouterr().err


def test_an_audit_of_a_path_is_held_against_the_project_that_it_lies_in(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "exports").mkdir(parents=True)
        (tmp_path / name / "govern.yaml").write_text("version: 1\n")
        (tmp_path / name / "exports" / "people.csv").write_text("email,role,platform\nold@x.example,admin,gtm\n")
    monkeypatch.chdir(tmp_path)
    assert 'the specs of the project "b"' in printed(capsys, "audit", "b/exports", code=0)
    both = printed(capsys, "audit", "a/exports", "b/exports/people.csv", code=0)
    assert 'held against the specs of the project "a"' in both
    assert 'held against the specs of the project "b"' in both
    assert both.splitlines()[-1] == "2 projects: 2 with nothing to look at"
