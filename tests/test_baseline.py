"""The baseline: what a project lives with for now, of its specs and of its exports, each with a command of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused

from govern.cli import run

pytestmark = pytest.mark.usefixtures("day")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a mistake in its specs, and one in its export."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\n")
    (tmp_path / "specs" / "a.yaml").write_text("version: 1\nevents: [{name: paid, description: Somebody paid.}]\n")
    write_export(tmp_path, "Forgotten")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_export(root: Path, *names: str) -> None:
    """An export whose tags of these names have no trigger."""
    tags = [{"tagId": str(at), "name": name, "type": "html", "parameter": []} for at, name in enumerate(names, 1)]
    version = {"container": {"publicId": "GTM-ABC1234", "usageContext": ["WEB"]}, "tag": tags}
    (root / "exports").mkdir(exist_ok=True)
    text = json.dumps({"exportFormatVersion": 2, "containerVersion": version})
    (root / "exports" / "web.json").write_text(text)


def test_lint_and_audit_accept_what_is_theirs(shop: Path, capsys: Captured) -> None:
    assert "no trigger" in printed(capsys, "audit", code=1)
    run(["lint", "--write-baseline", "--reason", "until the relaunch"])
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    kept = json.loads((shop / "govern.baseline.json").read_text())["findings"]
    assert [(entry["file"], entry["rule"], entry.get("over")) for entry in kept] == [
        ("exports/web.json", "containers/tag-without-trigger", "live"),
        ("specs/a.yaml", "events/owner-missing", None),
    ]


def test_what_one_command_does_not_look_at_is_not_said_to_be_gone(shop: Path, capsys: Captured) -> None:
    """After `init` the baseline holds findings of the specs; every audit said that they occur no longer."""
    run(["lint", "--write-baseline", "--reason", "until the relaunch"])
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    for command, code in (("lint", 0), ("audit", 0), ("check", 1)):  # check has files to render, too
        said = printed(capsys, command, code=code)
        assert "accepted in govern.baseline.json" in said
        assert "no longer" not in said


def test_a_new_finding_in_an_export_fails_and_a_mended_one_leaves_the_baseline(shop: Path, capsys: Captured) -> None:
    run(["lint", "--write-baseline", "--reason", "until the relaunch"])
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    write_export(shop, "Forgotten", "Newer")
    said = printed(capsys, "audit", code=1)
    assert 'tag "Newer" has no trigger' in said
    assert 'tag "Forgotten"' not in said
    write_export(shop, "Newer")
    said = printed(capsys, "check", code=1)
    assert "1 in govern.baseline.json no longer occurs: shrink it with govern audit --write-baseline" in said
    assert "no longer" not in printed(capsys, "audit", "exports/web.json", code=1), "one export is not all of them"
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    assert "0 findings accepted" in capsys.readouterr().err
    assert "Newer" in printed(capsys, "audit", code=1)


def test_the_baseline_of_an_audit_is_about_the_exports_folder(shop: Path, capsys: Captured) -> None:
    assert "name no EXPORT" in refused(capsys, "audit", "--write-baseline", "exports/web.json")


def test_each_command_accepts_once_in_whichever_order(shop: Path, capsys: Captured) -> None:
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    run(["lint", "--write-baseline", "--reason", "until the relaunch"])
    assert len(json.loads((shop / "govern.baseline.json").read_text())["findings"]) == 2
    capsys.readouterr()
    write_export(shop)
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    assert "0 findings accepted" in capsys.readouterr().err
    write_export(shop, "Newer")
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    assert "1 new is not: a baseline only shrinks" in capsys.readouterr().err, "empty, and no larger for that"


def test_a_baseline_of_earlier_days_names_no_command_and_is_one_of_lint(shop: Path, capsys: Captured) -> None:
    (shop / "govern.baseline.json").write_text('{"version": 1, "findings": []}')
    run(["lint", "--write-baseline", "--reason", "until the relaunch"])
    assert "0 findings accepted in govern.baseline.json; 1 new is not" in capsys.readouterr().err
    run(["audit", "--write-baseline", "--reason", "until the relaunch"])
    assert "1 finding accepted" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "audit"])
def test_nothing_is_accepted_without_a_reason(shop: Path, capsys: Captured, command: str) -> None:
    assert "needs a reason" in refused(capsys, command, "--write-baseline")
    assert "needs a reason" in refused(capsys, command, "--write-baseline", "--reason", "  ")
    assert not (shop / "govern.baseline.json").exists()
    assert "go with --write-baseline" in refused(capsys, command, "--reason", "later")


def test_an_entry_remembers_what_was_accepted_why_by_whom_and_until_when(shop: Path, capsys: Captured) -> None:
    words = ["--reason", "handover", "--by", "Ana Ruiz", "--until", "2026-12-31"]
    run(["audit", "--write-baseline", *words])
    (entry,) = json.loads((shop / "govern.baseline.json").read_text())["findings"]
    assert {key: entry[key] for key in ("message", "entity", "reason", "by", "until")} == {
        "message": 'tag "Forgotten" has no trigger and never fires',
        "entity": 'tag "Forgotten"',
        "reason": "handover",
        "by": "Ana Ruiz",
        "until": "2026-12-31",
    }
    run(["audit", "--write-baseline"])
    assert json.loads((shop / "govern.baseline.json").read_text())["findings"] == [entry], "its words stay"


def test_an_entry_holds_until_its_day_and_not_longer(shop: Path, capsys: Captured) -> None:
    run(["audit", "--write-baseline", "--reason", "handover", "--until", "2026-12-31"])
    capsys.readouterr()
    assert "Forgotten" not in printed(capsys, "audit", "--today", "2026-12-31", code=0)
    assert "Forgotten" in printed(capsys, "audit", "--today", "2027-01-01", code=1)


def test_what_is_accepted_stands_in_the_report_with_its_reason(shop: Path, capsys: Captured) -> None:
    run(["audit", "--write-baseline", "--reason", "handover until March"])
    printed(capsys, "audit", "--report", "out", code=0)
    for file in ("out/audit-2026-Q4.md", "out/audit-2026-Q4.html"):
        text = (shop / file).read_text()
        assert "Forgotten" in text, file
        assert "handover until March" in text, file


def test_entries_of_earlier_days_have_no_reason_which_is_said(shop: Path, capsys: Captured) -> None:
    run(["audit", "--write-baseline", "--reason", "handover"])
    kept = json.loads((shop / "govern.baseline.json").read_text())
    kept["findings"] = [
        {key: entry[key] for key in ("fingerprint", "rule", "file", "over")} for entry in kept["findings"]
    ]
    (shop / "govern.baseline.json").write_text(json.dumps(kept))
    capsys.readouterr()
    said = printed(capsys, "audit", "--report", "out", code=0)
    assert "1 finding accepted in govern.baseline.json, 1 with no reason given" in said
    assert "no reason given" in (shop / "out" / "audit-2026-Q4.md").read_text()


def test_what_is_let_through_can_be_read_with_who_why_and_until_when(shop: Path, capsys: Captured) -> None:
    """An ignore that nobody can see is a hole; each is a note with its reason, in the specs and in what is live."""
    for command in ("lint", "audit"):
        run([command, "--write-baseline", "--reason", "until the relaunch", "--by", "ana", "--until", "2027-01-31"])
    comment = "  # govern: ignore[events/name-style] until 2027-02-28 -- the app is replaced by then"
    (shop / "specs" / "b.yaml").write_text(
        f"version: 1\nevents:\n  - name: AddToCart{comment}\n    description: Put.\n    owner: web\n"
    )
    capsys.readouterr()
    said = " ".join(printed(capsys, "lint", "--accepted", code=0).split())
    held = "accepted in govern.baseline.json by ana until 2027-01-31: until the relaunch"
    assert "events/owner-missing | events: [{name: paid, description: Somebody paid.}] | ^" in said
    assert f"and never fires containers/tag-without-trigger = help: warning, {held}" in said
    assert "accepted by the comment in line 3 until 2027-02-28: the app is replaced by then" in said
