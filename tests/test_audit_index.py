"""Reviews of several projects in one call: each in a folder of its own, an index, one table, and who is at several."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli_helpers import Captured

from govern.cli import run

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
access:
  policy: {review: quarterly}
  people: [{name: Ana, email: ana@agency.example, team: web}]
  grants: [{who: ana@agency.example, platform: gtm, role: admin, approved_by: bo@agency.example, reason: releases}]
"""


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for client, people in (("acme", ("ana", "cy")), ("norde", ("ana", "<b>eve</b>")), ("empty", ())):
        (tmp_path / client / "specs").mkdir(parents=True)
        (tmp_path / client / "exports").mkdir()
        (tmp_path / client / "govern.yaml").write_text(f"version: 1\nname: {client} & co\n")
        (tmp_path / client / "specs" / "access.yaml").write_text(SPECS)
        users = [{"accountId": "9", "emailAddress": f"{who}@agency.example", "accountAccess": {"permission": "admin"}} for who in people]  # fmt: skip
        if users:
            (tmp_path / client / "exports" / "users.json").write_text(json.dumps({"userPermission": users}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_project_has_its_own_review_below_an_index(clients: Path, capsys: Captured) -> None:
    assert run(["audit", "--report", "out", "--today", "2026-11-23"]) == 1
    capsys.readouterr()
    assert sorted(path.name for path in (clients / "out").iterdir()) == [
        "acme", "audit-2026-Q4-all-grants.csv", "index.html", "index.md", "norde",
    ]  # fmt: skip
    page = (clients / "out" / "index.html").read_text()
    assert 'href="acme/audit-2026-Q4.html"' in page
    assert "empty &amp; co" in page
    assert "could not be audited, or has no exports" in page
    text = (clients / "out" / "index.md").read_text().replace("\\", "")
    assert "| ana@agency.example (Ana) | 2 | 2 | 2 |  |" in text
    assert "eve" not in text.partition("People at several")[2]
    rows = list(csv.DictReader(io.StringIO((clients / "out" / "audit-2026-Q4-all-grants.csv").read_text("utf-8-sig"))))
    assert [(row["Project"], row["Principal"][:3]) for row in rows] == [
        ("acme & co", "ana"), ("acme & co", "cy@"), ("norde & co", "<b>"), ("norde & co", "ana"),
    ]  # fmt: skip
    manifest = json.loads((clients / "out" / "acme" / "audit-2026-Q4-manifest.json").read_text())
    assert manifest["project"] == "acme & co"


def test_the_index_is_the_same_in_one_process_and_in_several(clients: Path, capsys: Captured) -> None:
    made = []
    for jobs in ("1", "2"):
        run(["audit", "--report", f"out{jobs}", "--today", "2026-11-23", "--jobs", jobs])
        made.append([path.read_bytes() for path in sorted((clients / f"out{jobs}").glob("*.*"))])
    capsys.readouterr()
    assert made[0] == made[1]
