"""The commands end to end, as people and CI call them: what they print where, and with which code they exit."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from govern import __version__
from govern.cli import COMMANDS, run

ROOT = Path(__file__).parent.parent
HAZEL = Path(__file__).parent / "exports" / "hazel"
WEB, SERVER = str(HAZEL / "web.json"), str(HAZEL / "server.json")
DAY = ["--today", "2026-11-23"]

GOOD = "version: 1\nevents:\n  - {name: purchase, owner: shop, description: Somebody paid.}\n"
BAD = "version: 1\nevents:\n  - {name: purchase, ownr: shop, description: Somebody paid.}\n"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, which is the current folder."""
    root = tmp_path / "shop"
    (root / "specs" / "events").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "events" / "purchase.yaml").write_text(GOOD)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def bad(shop: Path) -> Path:
    """The small project with an unknown key on line 3, column 22."""
    (shop / "specs" / "events" / "purchase.yaml").write_text(BAD)
    return shop


@pytest.fixture
def adopted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Path:
    """A project made from a web and a server container, which is the current folder."""
    root = tmp_path / "adopted"
    assert run(["init", str(root), "--from", WEB, "--from", SERVER]) == 0
    monkeypatch.chdir(root)
    capsys.readouterr()
    return root


def edit(path: Path, before: str, after: str) -> None:
    """Exchange a text that is there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def printed(capsys: Captured, *args: str, code: int = 0) -> str:
    """What a command prints on standard output; it exits with the code and says nothing of a bug."""
    assert run(list(args)) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return shown.out


def refused(capsys: Captured, *args: str) -> str:
    """What a command that cannot work says on standard error; it prints nothing."""
    assert run(list(args)) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    return shown.err


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
            "fields": [{"route": ["parameter", "value"], "before": "G-ABCDE12345", "after": "G-ZZZZZ99999"}],
        }
    ]


def test_one_edited_line_of_code_is_shown_as_a_text_difference(adopted: Path, capsys: Captured) -> None:
    code = adopted / "specs" / "containers" / "GTM-ABC1234" / "code"
    edit(code / "tags" / "meta-purchase.html", "fbq('track', 'Purchase'", "fbq('track', 'Order'")
    lines = [line.strip(" |") for line in printed(capsys, "diff", code=1).splitlines()]
    assert '~ tag "Meta - Purchase"' in lines
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
    assert [change["name"] for change in report["changes"]] == ["Const - GA4"]
    states = {artifact["path"]: artifact["state"] for artifact in report["artifacts"]}
    assert states["build/gtm/GTM-ABC1234.json"] == "stale"
    assert states["build/gtm/GTM-SRV1234.json"] == "unchanged"


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


def test_explain_rules_and_schema(capsys: Captured) -> None:
    manual = printed(capsys, "explain", "csp/wildcard-source")
    assert manual.startswith("csp/wildcard-source (")
    assert printed(capsys, "explain", "wildcard-source") == manual
    assert "csp/wildcard-source" in printed(capsys, "rules")
    listed = json.loads(printed(capsys, "rules", "--format", "json"))
    assert {"rule", "level", "over", "title"} == set(listed[0])
    assert json.loads(printed(capsys, "schema"))["title"]


# ---- exit codes ------------------------------------------------------------------------------------------------------


def test_the_level_says_from_where_on_a_finding_is_a_reason_to_fail(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "events" / "purchase.yaml").write_text(GOOD.replace(", owner: shop", ""))
    assert "events/owner-missing" in printed(capsys, "lint", code=1)
    assert "events/owner-missing" in printed(capsys, "lint", "--level", "error")
    (shop / "govern.yaml").write_text("version: 1\nrules: [{rule: events/owner-missing, level: error, reason: bank}]\n")
    printed(capsys, "lint", "--level", "error", code=1)


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
        (["lint", "-C", "nowhere"], "nowhere is not a folder"),
        (["render"], "there is no govern.yaml"),
        (["diff"], "there is no govern.yaml"),
        (["audit", "nowhere.json"], "'nowhere.json' does not exist"),
        (["diff", "--from", WEB], "--from needs a second export"),
        (["import", WEB], "there is no govern.yaml"),
        (["import"], "Missing argument"),
        (["check"], "there is no govern.yaml"),
        (["audit"], "there is no export to audit"),
        (["audit", "README"], "README: this is no export that govern knows"),
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
        ("lint", ["lint"]),
        ("render", ["render"]),
        ("diff", ["diff", WEB]),
        ("audit", ["audit", WEB]),
        ("check", ["check"]),
        ("import_exports", ["import", WEB]),
        ("init", ["init", "new"]),
        ("demo", ["demo"]),
    ],
)
def test_a_bug_is_3_and_says_so(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, verb: str, args: list[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a mistake in the code")

    monkeypatch.setattr(f"govern.verbs.{verb}", broken)
    assert run(args) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "ZeroDivisionError: a mistake in the code" in shown.err
    assert shown.err.endswith("this is a bug in govern, not in your files; please report it\n")


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, click.Abort])
def test_an_interruption_is_130(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, interruption: type[BaseException]
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise interruption

    monkeypatch.setattr("govern.verbs.lint", interrupted)
    assert run(["lint"]) == 130
    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip()) == ("", "interrupted")


# ---- processes -------------------------------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    """An environment in which this checkout is found, and nothing else is set."""
    found = {name: os.environ[name] for name in ("GOVERN_CACHE_DIR", "SYSTEMROOT") if name in os.environ}
    return {**found, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]), "PATH": "", **more}


def process(*args: str, env: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """`python -m govern` with its output as bytes."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": env or environment(), **options}
    return subprocess.run([sys.executable, "-m", "govern", *args], check=False, **options)


def test_the_command_works_as_a_module_without_git_in_the_path(bad: Path) -> None:
    done = process("lint", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(b"specs/events/purchase.yaml:3:22: error spec/unknown-key ")
    assert done.stderr == b""


def test_a_report_goes_to_standard_output_and_a_refusal_to_standard_error(tmp_path: Path) -> None:
    done = process("lint", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"govern: there is no govern.yaml in . or above it\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe to know when the command is reading")
def test_ctrl_c_is_130_without_a_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "export.json"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "govern", "audit", str(pipe)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with (
        subprocess.Popen(command, env=environment(), **pipes) as running,
        pipe.open("wb"),  # returns when the command has opened the other end
    ):
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err.strip()) == (130, b"", b"interrupted")


@pytest.mark.parametrize("args", [("rules",), ("schema",), ("explain", "csp/wildcard-source"), ("lint",), ("--help",)])
def test_a_reader_that_has_gone_is_no_reason_to_complain(bad: Path, args: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process(*args, stdout=writing)
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [("rules",), ("lint",), ("schema",)])
def test_output_that_cannot_be_written_is_2_and_no_bug(bad: Path, args: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = process(*args, stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"govern: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8", "latin-1", "utf-16"])
def test_every_encoding_of_the_terminal_gets_what_it_can_show(tmp_path: Path, encoding: str) -> None:
    root = tmp_path / "Café 商店"
    (root / "specs").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "größe 😀.yaml").write_text(BAD.replace("ownr", "ównr→"), encoding="utf-8")
    env = environment(PYTHONIOENCODING=encoding)
    lint = ["lint", "-C", str(root)]
    for code, args in (
        (1, lint),
        (1, [*lint, "--format", "json"]),
        (0, ["rules"]),
        (0, ["--help"]),
        (0, ["explain", "csp/wildcard-source"]),
        (0, ["schema"]),
        (0, ["demo", str(tmp_path / "demo")]),
    ):
        done = process(*args, env=env)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode(encoding)
        assert done.stdout.decode(encoding)


def test_a_c_locale_and_names_that_are_no_text(tmp_path: Path) -> None:
    specs = os.fsencode(tmp_path / "specs")
    os.mkdir(specs)
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    try:
        with open(os.path.join(specs, b"caf\xe9.yaml"), "wb") as file:
            file.write(BAD.encode())
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    for format in ("text", "concise", "json", "github"):
        for more in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
            done = process("lint", "--format", format, cwd=tmp_path, env=environment(**more))
            assert (done.returncode, done.stderr) == (1, b"")
            assert b"caf" in done.stdout


# ---- how the report looks --------------------------------------------------------------------------------------------


def test_text_shows_the_line_and_a_caret(bad: Path, capsys: Captured) -> None:
    out = printed(capsys, "lint", code=1)
    assert "specs/events/purchase.yaml" in out
    assert "{name: purchase, ownr: shop" in out
    assert re.search(r"\^{4}", out)
    assert 'did you mean "owner"?' in out


def test_concise_is_one_line_a_finding(bad: Path, capsys: Captured) -> None:
    (line,) = printed(capsys, "lint", "--format", "concise", code=1).splitlines()
    assert line.startswith("specs/events/purchase.yaml:3:22: error spec/unknown-key ")


def test_json_follows_its_schema(bad: Path, capsys: Captured) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    report = json.loads(printed(capsys, "lint", "--format", "json", code=1))
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    (finding,) = report["findings"]
    assert finding["rule"] == "spec/unknown-key"
    assert (finding["place"]["line"], finding["place"]["column"]) == (3, 22)
    assert report["summary"]["errors"] == 1


def test_github_is_annotations_and_the_default_on_its_runners(
    bad: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    asked = printed(capsys, "lint", "--format", "github", code=1)
    assert asked.startswith("::error file=specs/events/purchase.yaml,line=3,col=22,")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert printed(capsys, "lint", code=1) == asked
    assert printed(capsys, "lint", "--format", "concise", code=1).startswith("specs/")


def test_quiet_prints_errors_only_and_the_code_says_the_rest(shop: Path, capsys: Captured) -> None:
    spec = shop / "specs" / "events" / "purchase.yaml"
    spec.write_text(GOOD.replace(", owner: shop", ""))
    assert printed(capsys, "lint", "-q", code=1) == ""
    spec.write_text(BAD)
    out = printed(capsys, "lint", "-q", "--format", "concise", code=1)
    assert [line.split()[1] for line in out.splitlines()] == ["error"]


def test_verbose_says_which_project_was_read(shop: Path, capsys: Captured) -> None:
    assert run(["lint", "-v"]) == 0
    assert f"project: {shop}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "variables", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
    ],
)
def test_color_is_asked_for_or_seen_by_people(
    bad: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    args: list[str],
    variables: dict[str, str],
    colored: bool,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in printed(capsys, "lint", *args, code=1)) is colored


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(shop: Path, capsys: Captured) -> None:
    hostile = 'version: 1\nevents:\n  - {name: "\\e]0;pwned\\a\\u202e::set-output", ownr: shop}\n'
    (shop / "specs" / "events" / "purchase.yaml").write_text(hostile)
    for format in ("text", "concise", "github"):
        out = printed(capsys, "lint", "--format", format, code=1)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", out)


# ---- where things are ------------------------------------------------------------------------------------------------


def test_paths_are_shown_from_where_one_stands(bad: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def first(*args: str) -> str:
        return printed(capsys, "lint", "--format", "concise", *args, code=1).split(":")[0]

    assert first() == "specs/events/purchase.yaml"
    monkeypatch.chdir(bad / "specs" / "events")
    assert first() == "purchase.yaml"
    (bad / "build").mkdir()
    monkeypatch.chdir(bad / "build")
    assert first() == "../specs/events/purchase.yaml"
    monkeypatch.chdir(bad.parent)
    assert first("-C", "shop") == "shop/specs/events/purchase.yaml"
    assert first("-C", str(bad)) == "shop/specs/events/purchase.yaml"
    assert first("-C", "shop/specs") == "shop/specs/events/purchase.yaml"


def test_above_several_projects_each_is_checked(bad: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    shutil.copytree(bad, bad.parent / "other")
    monkeypatch.chdir(bad.parent)
    out = printed(capsys, "lint", "--format", "concise", code=1)
    assert [line.split(":")[0] for line in out.splitlines()] == [
        "other/specs/events/purchase.yaml",
        "shop/specs/events/purchase.yaml",
    ]


def test_paths_limit_what_is_shown(bad: Path, capsys: Captured) -> None:
    (bad / "specs" / "other.yaml").write_text(GOOD.replace("purchase", "other"))
    printed(capsys, "lint", "specs/other.yaml")
    printed(capsys, "lint", "specs/events", code=1)
    assert "nowhere.yaml does not exist" in refused(capsys, "lint", "nowhere.yaml")


def test_artifacts_and_exports_are_shown_from_where_one_stands(
    adopted: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(adopted / "specs")
    assert "../build/gtm/GTM-ABC1234.json" in printed(capsys, "render")
    shutil.copy(HAZEL / "gtm-users.json", adopted / "exports" / "users.json")
    files = {line.split(":")[0] for line in printed(capsys, "audit", *DAY, "--format", "concise", code=1).splitlines()}
    assert files <= {"../exports/users.json", "../exports/web.json", "../exports/server.json"}
    assert files


def test_today_can_be_another_day(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "events" / "purchase.yaml").write_text(
        GOOD.replace("description", "status: deprecated, until: 2026-12-31, description")
    )
    assert "deprecated-past-date" not in printed(capsys, "lint", "--today", "2026-12-31")
    assert "deprecated-past-date" in printed(capsys, "lint", "--today", "2027-01-01", code=1)


@pytest.mark.parametrize(
    "name", ["with space", "größe", "😀", "new\nline", "tab\there", "quote'\"", "$(touch x)", "-C", "a:b", "%s"]
)
def test_any_name_of_a_file_or_folder_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, name: str
) -> None:
    root = tmp_path / f"project {name}"
    try:
        (root / "specs").mkdir(parents=True)
        (root / "specs" / f"{name}.yaml").write_text(BAD)
    except OSError:
        pytest.skip("this file system has no such names")
    (root / "govern.yaml").write_text("version: 1\n")
    monkeypatch.chdir(root)
    for format in ("text", "concise", "github"):
        out = printed(capsys, "lint", "--format", format, code=1)
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", out)
    (finding,) = json.loads(printed(capsys, "lint", "--format", "json", code=1))["findings"]
    assert finding["place"]["file"] == f"specs/{name}.yaml"
    export = tmp_path / f"{name}.json"
    shutil.copy(WEB, export)
    printed(capsys, "diff", "--from", str(export), str(export))
    printed(capsys, "init", str(tmp_path / f"new {name}"), "--from", str(export))
    printed(capsys, "lint", "-C", str(tmp_path / f"new {name}"), *DAY)
    assert printed(capsys, "diff", "-C", str(tmp_path / f"new {name}")) == "no difference\n"


def test_a_dash_is_standard_input(adopted: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def given(path: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(path).read_bytes())))

    given(WEB)
    assert printed(capsys, "diff", "-").endswith("no difference\n")
    given(str(HAZEL / "gtm-users.json"))
    lines = printed(capsys, "audit", *DAY, "-", "--format", "concise", code=1).splitlines()
    assert lines
    assert all(line.startswith("standard input:") for line in lines)
    given(__file__)
    assert "standard input: this is no export that govern knows" in refused(capsys, "audit", "-")


# ---- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: Captured) -> None:
    out = printed(capsys, command, "--help")
    assert out.startswith(f"Usage: govern {command} ")
    assert printed(capsys, command, "-h") == out


def test_the_help_lists_every_command(capsys: Captured) -> None:
    out = printed(capsys, "--help")
    assert all(re.search(rf"^  {command} +[A-Z]", out, re.MULTILINE) for command in COMMANDS)
    assert printed(capsys, "--version") == f"govern, version {__version__}\n"


def test_no_arguments_at_all_is_a_question_for_help(capsys: Captured) -> None:
    assert run([]) == 2
    assert "Usage: govern" in capsys.readouterr().err
