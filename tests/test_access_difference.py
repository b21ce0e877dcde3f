"""`diff` of lists of access and of secret stores against the specs: who is to get, keep and lose what; which secrets are where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Captured, printed

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
access:
  people:
    - {name: Ana, email: ana@acme.example, team: data}
    - {name: Bo, email: bo@acme.example, team: data}
    - {name: Old, email: old@acme.example, team: data, until: 2026-08-31}
  grants:
    - {who: ana@acme.example, platform: tiktok, role: STANDARD, approved_by: bo@acme.example, reason: reports}
    - {who: bo@acme.example, platform: tiktok, role: ADMIN, approved_by: ana@acme.example, reason: campaigns}
tokens:
  items:
    - {name: capi, platform: meta, stored_in: 'aws-secret:meta-capi', owner: ana@acme.example, issued: 2026-11-01}
    - {name: gone, platform: meta, stored_in: 'aws-secret:meta-gone', owner: ana@acme.example, issued: 2026-11-01}
"""


def members(**roles: str) -> dict[str, Any]:
    rows = [
        {"user_email": f"{who}@acme.example", "user_role": role, "relation_status": "BOUND"}
        for who, role in roles.items()
    ]
    page = {"page": 1, "page_size": 10, "total_number": len(rows), "total_page": 1}
    return {"code": 0, "message": "OK", "data": {"list": rows, "page_info": page}}


def compared(folder: Path, capsys: Captured, exports: dict[str, Any], code: int) -> list[tuple[str, str]]:
    for name in ("specs", "exports"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "govern.yaml").write_text("version: 1\n")
    (folder / "specs" / "a.yaml").write_text(SPECS)
    for name, data in exports.items():
        (folder / "exports" / name).write_text(json.dumps(data))
    told = json.loads(
        printed(capsys, "diff", "-C", str(folder), str(folder / "exports"), "--format", "json", code=code)
    )
    return [(change["action"], change["name"]) for change in told["changes"]]


def test_a_list_is_compared_with_grants(tmp_path: Path, capsys: Captured) -> None:
    found = compared(tmp_path, capsys, {"tiktok.json": members(ana="ADMIN", old="STANDARD", zed="STANDARD")}, 1)
    assert sorted(found) == [
        ("add", "bo@acme.example"),
        ("change", "ana@acme.example"),
        ("remove", "old@acme.example"),
        ("remove", "zed@acme.example"),
    ]


def test_a_list_that_says_what_is_granted_differs_in_nothing(tmp_path: Path, capsys: Captured) -> None:
    assert compared(tmp_path, capsys, {"tiktok.json": members(ana="STANDARD", bo="ADMIN")}, 0) == []


def test_a_listing_of_secrets_is_compared_with_tokens(tmp_path: Path, capsys: Captured) -> None:
    secrets = [
        {"ARN": "arn:aws:x", "Name": "meta-capi", "LastChangedDate": "2026-06-01T00:00:00Z"},
        {"ARN": "arn:aws:x", "Name": "tiktok-events", "LastChangedDate": "2026-11-01T00:00:00Z"},
        {"ARN": "arn:aws:x", "Name": "database", "LastChangedDate": "2026-11-01T00:00:00Z"},
    ]
    assert compared(tmp_path, capsys, {"secrets.json": {"SecretList": secrets}}, 1) == [
        ("add", "meta-gone"),
        ("change", "meta-capi"),
        ("remove", "tiktok-events"),
    ]
