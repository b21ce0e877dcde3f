"""What to change at each platform after a review: a checklist in order, with commands that nothing of a file can bend."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Captured, printed, refused

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
access:
  policy: {review: quarterly, mfa: required}
  people:
    - {name: Ana, email: ana@acme.example, team: data}
    - {name: Old, email: old@acme.example, team: data, until: 2026-08-31, ids: {aws: old}}
  grants:
    - {who: ana@acme.example, platform: gtm, asset: GTM-ABC1234, role: read, approved_by: old@acme.example, reason: reports}
"""


def user(email: str, role: str, number: int, container: str = "") -> dict[str, Any]:
    access = {"containerAccess": [{"containerId": "7", "permission": container}]} if container else {}
    return {
        "path": f"accounts/1/user_permissions/{number}",
        "emailAddress": email,
        "accountAccess": {"permission": role},
        **access,
    }


def checklist(folder: Path, capsys: Captured, exports: dict[str, Any]) -> str:
    (folder / "specs").mkdir()
    (folder / "exports").mkdir()
    (folder / "govern.yaml").write_text("version: 1\n")
    (folder / "specs" / "a.yaml").write_text(SPECS)
    for name, data in exports.items():
        (folder / "exports" / name).write_text(json.dumps(data))
    return printed(capsys, "audit", "-C", str(folder), "--plan", code=1)


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line) for line in text.splitlines() if line.startswith("        ")]


def test_who_has_left_goes_first_and_one_command_does_all_that_it_does(tmp_path: Path, capsys: Captured) -> None:
    users = [user("ana@acme.example", "user", 1, "publish"), user("old@acme.example", "admin", 2, "publish")]
    told = checklist(tmp_path, capsys, {"gtm.json": {"userPermission": users}})
    steps = [line[7:] for line in told.splitlines() if line[:1].isdigit()]
    assert steps[0].startswith('Take the role "admin" at Google Tag Manager, accounts/1 away from "old@')
    assert "the command above does it" in steps[1]
    assert steps[2].startswith(
        'Set the role of "ana@acme.example" at Google Tag Manager, containers/7 from "publish" to "read"'
    )
    assert "Make somebody else an administrator of Google Tag Manager accounts/1 first" in told
    assert [words[-1] for words in commands(told)] == [
        "https://www.googleapis.com/tagmanager/v2/accounts/1/user_permissions/2"
    ]


def test_a_command_takes_no_more_away_than_what_somebody_has_to_decide_about(tmp_path: Path, capsys: Captured) -> None:
    policy = {"bindings": [{"role": "roles/viewer", "members": ["user:zed@acme.example"]}]}
    users = {"userPermission": [user("zed@acme.example", "user", 3, "publish")]}
    told = checklist(tmp_path, capsys, {"shop.json": policy, "gtm.json": users})
    assert commands(told) == [
        [
            "gcloud",
            "projects",
            "remove-iam-policy-binding",
            "shop",
            "--member=user:zed@acme.example",
            "--role=roles/viewer",
        ]
    ]


def test_a_hostile_name_stays_one_word_of_a_command_and_text_in_the_list(tmp_path: Path, capsys: Captured) -> None:
    name = "user:old@acme.example"
    role = "roles/x'; rm -rf ~; `id` $(id) \u202e\n# <img src=x>"
    told = checklist(tmp_path, capsys, {"p.json": {"bindings": [{"role": role, "members": [name]}]}})
    (words,) = commands(told)
    assert len(words) == 6
    assert words[5].startswith("--role=roles/x'; rm -rf ~;")
    assert "\u202e" not in told
    outside = [line for line in told.splitlines() if not line.startswith("        ")]
    assert not any("<img" in line.replace("\\<img", "") for line in outside)
    assert [line for line in outside if line.startswith("#")] == ["# What to change", "## Google Cloud"]


def test_keys_have_the_command_that_makes_a_second_one(tmp_path: Path, capsys: Captured) -> None:
    key = {
        "UserName": "tag ging",
        "Status": "Active",
        "CreateDate": "2025-01-01T00:00:00Z",
        "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
    }
    told = checklist(tmp_path, capsys, {"k.json": {"AccessKeyMetadata": [key]}})
    assert commands(told) == [["aws", "iam", "create-access-key", "--user-name", "tag ging"]]
    assert "AKIAIOSFODNN7EXAMPLE" not in told
    assert "aws iam delete-access-key --user-name 'tag ging'" in told.replace("\\", "")


def test_the_key_of_somebody_who_left_is_deleted_and_no_second_one_made(tmp_path: Path, capsys: Captured) -> None:
    key = {
        "UserName": "old",
        "Status": "Active",
        "CreateDate": "2026-11-01T00:00:00Z",
        "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
    }
    told = checklist(tmp_path, capsys, {"k.json": {"AccessKeyMetadata": [key]}})
    (words,) = commands(told)
    assert words[:3] == ["aws", "iam", "delete-access-key"]
    assert "then delete it" in told


def test_the_checklist_of_what_was_chosen_goes_where_it_was_asked_for(tmp_path: Path, capsys: Captured) -> None:
    users = [user("ana@acme.example", "user", 1, "publish"), user("old@acme.example", "admin", 2)]
    checklist(tmp_path, capsys, {"gtm.json": {"userPermission": users}})
    there = ("audit", "-C", str(tmp_path), "--plan", "--output-file", str(tmp_path / "todo.md"))
    assert printed(capsys, *there, "--select", "access/departed-person", code=1) == ""
    told = (tmp_path / "todo.md").read_text()
    assert "old@acme.example" in told
    assert "ana@acme.example" not in told
    assert "leave --format" in refused(capsys, *there, "--format", "json")


def test_what_was_accepted_has_no_step_and_is_not_passed_over(tmp_path: Path, capsys: Captured) -> None:
    exports = {"gtm.json": {"userPermission": [user("old@acme.example", "user", 1, "publish")]}}
    checklist(tmp_path, capsys, exports)
    printed(capsys, "audit", "-C", str(tmp_path), "--write-baseline", "--reason", "handover")
    text = printed(capsys, "audit", "-C", str(tmp_path), "--plan")
    assert "There is nothing to change.\n\n" in text
    assert "accepted for now" in text
