"""Two access lists: who came, who left, who was raised or lowered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused

pytestmark = pytest.mark.usefixtures("day")

OLD = "Name,Email,Role\nAna,ana@acme.example,Publish\nKim,kim@acme.example,Edit\nLou,lou@acme.example,Admin\nBo,bo@acme.example,Admin\n"
NEW = "Email;Rolle\nKIM@acme.example;edit\nana@acme.example;Admin\nzed@acme.example;Publish\nbo@acme.example;Read\n"


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.csv").write_text(OLD)
    (tmp_path / "new.csv").write_text(NEW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_people_come_leave_are_raised_and_lowered(lists: Path, capsys: Captured) -> None:
    changes = json.loads(printed(capsys, "diff", "--from", "old.csv", "new.csv", "--format", "json", code=1))["changes"]
    assert [(change["action"], change["name"], change["fields"]) for change in changes] == [
        ("change", "ana@acme.example", [{"route": ["role, raised"], "before": "Publish", "after": "Admin"}]),
        ("change", "bo@acme.example", [{"route": ["role, lowered"], "before": "Admin", "after": "Read"}]),
        ("remove", "lou@acme.example", [{"route": ["role"], "before": "Admin"}]),
        ("add", "zed@acme.example", [{"route": ["role"], "after": "Publish"}]),
    ]
    assert "1 came, 1 left, 1 raised, 1 lowered" in printed(capsys, "diff", "--from", "old.csv", "new.csv", code=1)


def test_equal_lists_in_another_order_and_spelling_do_not_differ(lists: Path, capsys: Captured) -> None:
    (lists / "same.csv").write_text(
        "Email,Role\n"
        + "\n".join(
            line.upper()
            for line in reversed(
                ["kim@acme.example,edit", "ana@acme.example,admin", "zed@acme.example,publish", "bo@acme.example,read"]
            )
        )
        + "\n"
    )
    assert "0 came" in printed(capsys, "diff", "--from", "new.csv", "same.csv", code=0)


def test_lists_of_a_platform_are_compared_asset_by_asset(lists: Path, capsys: Captured) -> None:
    def bindings(*roles: str) -> str:
        binding = {"name": "properties/7/accessBindings/1", "user": "ana@acme.example", "roles": list(roles)}
        return json.dumps({"accessBindings": [binding], "nextPageToken": "more"})

    (lists / "a.json").write_text(bindings("predefinedRoles/viewer"))
    (lists / "b.json").write_text(bindings("predefinedRoles/admin", "predefinedRoles/no-cost-data"))
    said = printed(capsys, "diff", "--from", "a.json", "b.json", code=1)
    assert "properties/7" in said
    assert "raised" in said
    assert "may not have everybody in it" in said


def test_a_list_is_compared_with_a_list(lists: Path, capsys: Captured) -> None:
    (lists / "headers.txt").write_text("Content-Security-Policy: default-src 'self'")
    assert "can only be compared with another one" in refused(capsys, "diff", "--from", "old.csv", "headers.txt")
