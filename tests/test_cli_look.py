"""What the commands print: the formats, colours, and paths as seen from where one stands."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import click
import pytest
from cli_helpers import BAD, DAY, GOOD, HAZEL, ROOT, WEB, Captured, printed, refused

from govern.cli import run
from govern.cli.group import Formatter, govern
from govern.cli.help import commands, text
from govern.output.formats import FORMATS

pytestmark = pytest.mark.usefixtures("day")

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
    for format in FORMATS:
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
    for format in FORMATS:
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
    assert "standard input: this is not an export that govern knows" in refused(capsys, "audit", "-")


def test_help_stands_on_a_narrow_terminal() -> None:
    """Two columns of text need more than forty characters: then a name stands above what it means."""
    for width in (40, 80):
        page = Formatter(width=width)
        page.write_dl([("--level [error|warning|note]", "Show findings from this level on."), ("--fix", "Put right.")])
        lines = page.getvalue().splitlines()
        assert max(map(len, lines)) <= width
        assert ("--level [error|warning|note]" in lines) == (width == 40)


def test_the_help_is_laid_out_as_that_of_a_command() -> None:
    """It is written without click, and stands as click would write it."""
    context = click.Context(govern, info_name="govern", help_option_names=["-h", "--help"])
    for width in (40, 80, 200):
        page = Formatter(width=width)
        click.Command.format_options(govern, context, page)
        with page.section("Commands"):
            page.write_dl(list(commands().items()))
        assert text(width).endswith(page.getvalue().rstrip("\n"))
    page = Formatter(width=80)
    govern.format_usage(context, page)
    assert text(80).startswith(page.getvalue())
