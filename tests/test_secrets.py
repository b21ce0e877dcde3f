"""`govern secrets`: credentials in files of any kind are found where they stand, never shown, and let through by reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused
from for_each import for_each

from govern.cli import run
from govern.output.formats import FORMATS
from govern.project.exports import Exports
from govern.project.load import bare
from govern.rules.catalogue import load_rule
from govern.rules.run import ask
from govern.rules.secrets import in_file

pytestmark = pytest.mark.usefixtures("day")

TOKEN = "EAA" + "bC3dE4fG5h" * 6
"""What looks like a Meta token; made here, so that no scanner takes this file for a leak."""

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
RULE = load_rule("secrets/in-file")


def places(content: str | bytes, name: str = "a.js", today: str = "2026-11-23") -> list[tuple[int, int]]:
    """Where the rule finds something in one file."""
    raw = content.encode() if isinstance(content, str) else content
    said = ask(bare(today, Exports(), {name: raw}), [RULE])
    return [(finding.place.span.line, finding.place.span.column) for finding, _ in said if finding.place.span]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an export that holds a credential, and the current folder."""
    root = tmp_path / "shop"
    (root / "specs").mkdir(parents=True)
    (root / "exports").mkdir()
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "shop.yaml").write_text("version: 1\n")
    (root / "exports" / "GTM.json").write_text(json.dumps({"tag": [{"parameter": [{"value": TOKEN}]}]}))
    monkeypatch.chdir(root)
    return root


# --- the rule


def test_the_examples_of_the_rule() -> None:
    assert places(RULE.good) == []
    assert places(RULE.bad) == [(1, 16)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"var a;\nvar b = '{TOKEN}';\n", [(2, 10)]),
        (f"größe 名前 {TOKEN}", [(1, 10)]),
        (f"{TOKEN}\r\n\r\n  {TOKEN}x\r\n", [(1, 1), (3, 3)]),
        (f"key;value\nlatin \xfc;{TOKEN}\n".encode("latin-1"), [(2, 9)]),
        (f"a\n {TOKEN}".encode("utf-16"), [(2, 2)]),
        (b"\x00\x01" + TOKEN.encode(), []),
        (b"", []),
    ],
)
def test_a_credential_is_found_where_it_stands(content: str | bytes, expected: list[tuple[int, int]]) -> None:
    assert places(content) == expected


@pytest.mark.parametrize("before", range(0, 400, 7))
def test_a_credential_across_the_border_of_two_pieces_is_found_once(
    before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_file, "PIECE", 200)
    monkeypatch.setattr(in_file, "OVERLAP", 90)
    assert places("x " * before + "\n" + "y " * 3 + TOKEN + " z" * 200) == [(2, 7)]
    assert places("x " * before + TOKEN + " z" * 200) == [(1, 2 * before + 1)]


@for_each(
    "text",
    [
        f"token: {TOKEN}  # govern: ignore[secrets/in-file] -- revoked in May\n",
        f"# govern: ignore[secrets/in-file] -- revoked in May\ntoken: {TOKEN}\n",
        f"const t = '{TOKEN}'; // govern: ignore[secrets/in-file] -- revoked in May\n",
        f"  // govern: ignore[secrets/in-file] until 2027-01-31 -- revoked in May\n  const t = '{TOKEN}';\n",
        f"/* govern: ignore[secrets/in-file] -- revoked in May */\nconst t = '{TOKEN}';\n",
        f"<!-- govern: ignore[secrets/in-file] -- revoked in May -->\n<p>{TOKEN}</p>\n",
        f"-- govern: ignore[secrets/in-file] -- revoked in May\nSELECT '{TOKEN}';\n",
        f"a: {TOKEN}  # govern: ignore[tokens/secret-in-spec] -- one comment for lint and secrets\n",
    ],
)
def test_a_comment_with_a_reason_lets_one_through(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"token: {TOKEN}  # govern: ignore[secrets/in-file]\n",
        f"token: {TOKEN}  # govern: ignore[csp/wildcard-source] -- another rule\n",
        f"token: {TOKEN}  # govern: ignore[secrets/in-file] until 2026-01-31 -- long ago\n",
        f"<!-- govern: ignore[secrets/in-file] -->\n{TOKEN}\n",
        f"a: 1  # govern: ignore[secrets/in-file] -- its own line\ntoken: {TOKEN}\n",
        f"# govern: ignore[secrets/in-file] -- too far\n\n\ntoken: {TOKEN}\n",
    ],
)
def test_other_comments_let_nothing_through(text: str) -> None:
    assert len(places(text)) == 1


# --- the command


def test_the_whole_project_is_looked_at(shop: Path, capsys: Captured) -> None:
    (shop / "logo.png").write_bytes(b"\x89PNG\x00" + TOKEN.encode())
    (shop / ".env").write_text(f"TOKEN={TOKEN}\n")
    said = printed(capsys, "secrets", code=1)
    assert "exports/GTM.json" in said
    assert "1:36  error  a Meta access token stands here" in said
    assert ".env\n  1:7  error  a Meta access token stands here" in said
    assert "4 files looked at, 1 binary file passed over" in said


def test_what_other_programs_keep_is_passed_over_and_named(shop: Path, capsys: Captured) -> None:
    for folder in (".git", "node_modules/pack", ".github/workflows"):
        (shop / folder).mkdir(parents=True)
        (shop / folder / "note").write_text(f"TOKEN={TOKEN}\n")
    said = printed(capsys, "secrets", code=1)
    assert ".github/workflows/note" in said
    assert "what lies in .git and node_modules was passed over: name it to have it looked at" in said
    assert "node_modules/pack/note" in printed(capsys, "secrets", "node_modules", code=1)


def test_a_named_file_is_looked_at_whatever_its_name(shop: Path, capsys: Captured) -> None:
    (shop / ".env").write_text(f"TOKEN={TOKEN}\n")
    assert ".env:1:7: error secrets/in-file" in printed(capsys, "secrets", ".env", "--format", "concise", code=1)
    assert printed(capsys, "secrets", "govern.yaml", "specs", "--format", "concise") == ""


def test_what_is_not_there_is_said(shop: Path, capsys: Captured) -> None:
    assert "does not exist" in refused(capsys, "secrets", "nowhere.txt")


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_shows_a_credential(shop: Path, capsys: Captured, format: str) -> None:
    (shop / "note.md").write_text(f"the token was {TOKEN}\n")
    said = printed(capsys, "secrets", "--format", format, code=1)
    assert TOKEN not in said and TOKEN[:12] not in said
    assert "note.md" in said


def test_a_baseline_accepts_what_has_no_comments(shop: Path, capsys: Captured) -> None:
    printed(capsys, "secrets", "--write-baseline", "--reason", "until the relaunch")
    assert "no credential found" in printed(capsys, "secrets")
    (shop / "exports" / "GTM.json").write_text(json.dumps({"moved": {"down": TOKEN}}))
    printed(capsys, "secrets")
    (shop / "exports" / "other.json").write_text(json.dumps({"value": TOKEN + "2"}))
    assert "exports/other.json" in printed(capsys, "secrets", code=1)


def test_the_baselines_of_lint_and_of_secrets_leave_each_other_alone(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "shop.yaml").write_text("version: 1\nevents: [{name: AddToCart}]\n")
    printed(capsys, "lint", "--write-baseline", "--reason", "until the relaunch")
    printed(capsys, "secrets", "--write-baseline", "--reason", "until the relaunch")
    for _ in range(2):
        assert "no longer occur" not in printed(capsys, "lint")
        printed(capsys, "secrets")
        printed(capsys, "lint", "--write-baseline", "--reason", "until the relaunch")
        printed(capsys, "secrets", "--write-baseline", "--reason", "until the relaunch")
    (shop / "exports" / "other.json").write_text(json.dumps({"value": TOKEN + "2"}))
    printed(capsys, "secrets", "--write-baseline", "--reason", "until the relaunch")  # may only shrink
    printed(capsys, "secrets", code=1)


def test_each_file_is_held_against_the_baseline_of_its_own_project(
    shop: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(capsys, "secrets", "--write-baseline", "--reason", "until the relaunch")
    monkeypatch.chdir(shop.parent)
    printed(capsys, "secrets")
    (shop.parent / "note.txt").write_text(TOKEN)
    assert printed(capsys, "secrets", "--format", "concise", code=1).startswith("note.txt:1:1: error")
    assert "there is no baseline" in refused(capsys, "secrets", "--write-baseline", "--reason", "until the relaunch")


def test_a_baseline_is_about_the_whole_project(shop: Path, capsys: Captured) -> None:
    assert "goes without PATHS" in refused(
        capsys, "secrets", "exports", "--write-baseline", "--reason", "until the relaunch"
    )


def test_a_project_may_switch_the_rule_off_or_lower_its_level(shop: Path, capsys: Captured) -> None:
    setting = "version: 1\nrules: [{rule: secrets/in-file, level: %s, reason: scanned elsewhere}]\n"
    (shop / "govern.yaml").write_text(setting % "note")
    assert "note  a Meta access token" in printed(capsys, "secrets")
    (shop / "govern.yaml").write_text(setting % "off")
    assert "no credential found" in printed(capsys, "secrets")


def test_a_file_that_is_gone_when_its_turn_comes_stops_nobody(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Another process puts its files beside their targets first, and then in place."""
    from govern.commands import secrets

    every_file = secrets.every_file
    monkeypatch.setattr(secrets, "every_file", lambda *asked: [*every_file(*asked), str(shop / ".x.1.0.new")])
    assert run(["secrets"]) in (0, 1)
    assert "cannot be read" not in "".join(capsys.readouterr())


def test_links_are_not_followed(shop: Path, capsys: Captured) -> None:
    (shop.parent / "elsewhere.txt").write_text(TOKEN)
    (shop / "exports" / "GTM.json").unlink()
    (shop / "link.txt").symlink_to(shop.parent / "elsewhere.txt")
    printed(capsys, "secrets")


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not here")
def test_real_files_raise_no_alarm(capsys: Captured) -> None:
    """The one key that a real page shows its visitors, for a map, is told; it may be restricted, which nobody sees here."""
    assert run(["secrets", str(CORPUS), "--format", "concise"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert all("0008-samatt-oraquick.har" in line and "a Google API key" in line for line in said)


@pytest.mark.parametrize("command", [["lint", "--fix", "--diff"], ["fmt", "--diff"]])
def test_a_diff_covers_what_stands_beside_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    token = "EAA" + "bC3dE4fG5h" * 6
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "a.yaml").write_text(
        f"version: 1\nevents:\n- name: buy\n  ownr:   web\n  description: {token}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert run(command) == 1
    said = capsys.readouterr()
    assert "+" in said.out and "ow" in said.out
    assert token not in said.out + said.err
    assert "can not be applied" in said.err


@pytest.mark.parametrize(
    "text", ["specs: {}", "{}: 1", "timezone: {}", "extends: [{}]", "targets: [{}]", "version: {}", "name: [{}"]
)
def test_what_keeps_us_from_working_is_said_without_the_credential(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "govern.yaml").write_text(f"{text.format(TOKEN)}\n")
    monkeypatch.chdir(tmp_path)
    for command in (["lint"], ["render"], ["check"], ["explain", TOKEN]):
        assert run(command) in (1, 2)
        said = capsys.readouterr()
        assert said.out + said.err
        assert TOKEN not in said.out + said.err


def test_credentials_of_a_platform_of_the_teams_own_are_found_in_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "ACME-" + "048271" + "956324"
    for path, text in (
        ("govern.yaml", "version: 1\n"),
        ("platforms/acme.yaml", "tokens: {leaks: [{label: Acme key, hint: ACME-, pattern: 'ACME-[0-9]{12}'}]}\n"),
        ("scripts/send.sh", f"curl -H 'key: {secret}'\n"),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert run(["secrets"]) == 1
    said = capsys.readouterr().out
    assert "an Acme key stands here" in said
    assert secret not in said
