"""Headings of a project's own lists, declared in `govern.yaml`: a table and a list of objects in words that nobody else knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed

from govern.access.headings import renamed

pytestmark = pytest.mark.usefixtures("day")

CONFIG = """version: 1
columns:
  Wer: person
  Darf: role
  Wo: platform
  Zuletzt hier: last_active
  Zweites Merkmal: second_factor
"""
SPECS = """version: 1
access:
  policy: {review: quarterly, mfa: required, dormant_after: 90d}
  people: [{name: Ana, email: ana@acme.example, team: data}]
  grants: [{who: ana@acme.example, platform: gtm, role: publish, approved_by: bo@acme.example, reason: releases}]
"""
TABLE = "Stand: heute\nWer;Darf;Wo;Zuletzt hier;Zweites Merkmal\nana@acme.example;publish;gtm;04.05.2026;nein\n"
ROWS = [
    {"Wer": "ana@acme.example", "Darf": "publish", "Wo": "gtm", "Zuletzt hier": "2026-05-04", "Zweites Merkmal": False}
]


@pytest.mark.parametrize("text", [TABLE, json.dumps(ROWS), json.dumps({"users": ROWS})])
def test_a_list_with_declared_headings_is_read(tmp_path: Path, capsys: Captured, text: str) -> None:
    for folder in ("specs", "exports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "govern.yaml").write_text(CONFIG)
    (tmp_path / "specs" / "a.yaml").write_text(SPECS)
    (tmp_path / "exports" / "liste.txt").write_text(text)
    told = json.loads(printed(capsys, "audit", "-C", str(tmp_path), "--format", "json", code=1))
    assert {"access/dormant", "access/second-factor-off"} <= {finding["rule"] for finding in told["findings"]}


def test_lines_keep_their_places_and_other_data_is_left_alone() -> None:
    assert renamed(TABLE, {"wer": "person"}).count("\n") == TABLE.count("\n")
    assert renamed("no table at all, Wer", {}) == "no table at all, Wer"
    assert renamed({"tag": [{"name": "Wer"}]}, {"Wer": "person"}) == {"tag": [{"name": "Wer"}]}
    assert renamed('a,"b', {"Wer": "person"}) == 'a,"b'
