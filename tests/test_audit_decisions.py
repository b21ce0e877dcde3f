"""Reviewers' decisions survive the next run, whatever program they were made in, and the first page says what was not reviewed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Captured, printed, refused
from reviewed_shop import lay

from govern.cli import run
from govern.core.report import Finding, Place
from govern.render.reviews.first import answering
from govern.render.reviews.review import Due, GrantRow

pytestmark = pytest.mark.usefixtures("day")

TABLE = "audit-2026-Q4-grants.csv"
SPECS = """version: 1
access:
  policy: {review: quarterly, mfa: required, admins: {min: 1, max: 2}}
  people: [{name: Ana, email: ana@acme.example, team: web}, {name: Bo, email: bo@acme.example, team: web}]
  grants:
    - {who: ana@acme.example, platform: gtm, role: admin, approved_by: bo@acme.example, reason: releases}
    - {who: bo@acme.example, platform: tiktok, asset: '7', role: ADMIN, approved_by: ana@acme.example, reason: campaigns}
"""


def user(email: str, permission: str) -> dict[str, Any]:
    return {"accountId": "9", "emailAddress": email, "accountAccess": {"permission": permission}}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(tmp_path, SPECS)
    write(tmp_path, user("ana@acme.example", "admin"), user("=cy@acme.example", "admin"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, *users: dict[str, Any]) -> None:
    (root / "exports" / "users.json").write_text(json.dumps({"userPermission": users}))


def rows(root: Path) -> list[dict[str, str]]:
    text = (root / "out" / TABLE).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def decide(root: Path, delimiter: str, encoding: str, **decisions: str) -> None:
    """Fill in the decision of each principal that a word names, as a spreadsheet saves it."""
    found = rows(root)
    for row in found:
        for word, decision in decisions.items():
            if word in row["Principal"]:
                row.update(Decision=decision, Reviewer="ben@acme.example", Date="2026-11-20")
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(found[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(found)
    (root / "out" / TABLE).write_bytes(stream.getvalue().encode(encoding))


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")])
def test_decisions_are_written_again_beside_the_same_role(
    shop: Path, capsys: Captured, delimiter: str, encoding: str
) -> None:
    printed(capsys, "audit", "--report", "out", code=1)
    decide(shop, delimiter, encoding, ana="keep", cy="remove")
    printed(capsys, "audit", "--report", "out", code=1)
    assert {row["Principal"]: (row["Decision"], row["Reviewer"], row["Date"]) for row in rows(shop)} == {
        "ana@acme.example": ("keep", "ben@acme.example", "2026-11-20"),
        "'=cy@acme.example": ("remove", "ben@acme.example", "2026-11-20"),
    }
    before = (shop / "out" / TABLE).read_bytes()
    printed(capsys, "audit", "--report", "out", code=1)
    assert (shop / "out" / TABLE).read_bytes() == before, "the same files make the same table"


def test_a_decision_about_a_role_that_is_gone_stays_and_one_about_another_role_does_not_count(
    shop: Path, capsys: Captured
) -> None:
    printed(capsys, "audit", "--report", "out", code=1)
    decide(shop, ",", "utf-8", ana="keep", cy="remove")
    write(shop, user("ana@acme.example", "user"))
    printed(capsys, "audit", "--report", "out", code=1)
    assert [(row["Principal"], row["Role"], row["Decision"], row["Remarks"]) for row in rows(shop)][1:] == [
        ("'=cy@acme.example", "admin", "remove", "no longer in the lists"),
        ("ana@acme.example", "admin", "keep", "no longer in the lists"),
    ]
    assert rows(shop)[0]["Decision"] == ""


@pytest.mark.parametrize("text", ["Name,Mail\nAna,ana@acme.example\n", 'Platform,Asset,"Principal\n', ""])
def test_a_table_that_cannot_be_read_is_not_overwritten(shop: Path, capsys: Captured, text: str) -> None:
    (shop / "out").mkdir()
    (shop / "out" / TABLE).write_text(text)
    assert "not overwritten" in refused(capsys, "audit", "--report", "out")
    assert (shop / "out" / TABLE).read_text() == text


def test_a_table_of_decisions_is_not_taken_for_an_access_list(shop: Path, capsys: Captured) -> None:
    printed(capsys, "audit", "--report", "exports", code=1)
    said = printed(capsys, "audit", code=1)
    assert f"exports/{TABLE} is not an export and was passed over" in said


def test_the_first_page_says_what_was_reviewed_and_what_was_not(shop: Path, capsys: Captured) -> None:
    printed(capsys, "audit", "--report", "out", code=1)
    for file in ("out/audit-2026-Q4.md", "out/audit-2026-Q4.html"):
        text = (shop / file).read_text()
        assert "1 of 2 platforms was reviewed; TikTok Ads was not reviewed." in text, file
        assert "2 not known" in text, file
        assert "no list of it was given" in text, file


def test_who_answers_is_who_approved_the_role_or_an_administrator_who_is_still_there() -> None:
    """A leaver who was an administrator answers for nothing, and nobody for their own access."""
    row = GrantRow("Meta", "", "ana@acme.example", "", "person", "ADMIN", 90, "", "", "", "", "", "", (), "")
    rows = [
        row,
        row.replace(principal="cy@acme.example"),
        row.replace(principal="bo@acme.example", rank=10, approved_by="ana@acme.example"),
    ]
    gone = Finding(
        "access/departed-person",
        "error",
        '"cy@acme.example" left on 2026-08-31 and has the role "ADMIN" at Meta',
        Place("a.csv"),
    )
    key = Due("capi", "Meta", "dee@acme.example", "vault:capi", "", "", "")
    who = answering(rows, [key], [gone])
    assert who.owner(gone.message) == "ana@acme.example"
    assert who.owner('"bo@acme.example" signs in without a second factor at Meta') == "ana@acme.example"
    assert who.owner('"ana@acme.example" signs in without a second factor at Meta') == ""
    assert who.owner('token "capi" was made on 2026-10-20') == "dee@acme.example"


def test_a_table_that_names_no_platform_is_at_the_one_that_somebody_says(shop: Path, capsys: Captured) -> None:
    table = shop / "exports" / "people.csv"
    table.write_text("Email,Role\nbo@acme.example,ADMIN\n")
    asked = ("audit", "exports/people.csv", "--format", "concise")
    assert "access/platform-unknown" in printed(capsys, *asked)
    assert printed(capsys, *asked, "--platform", "tiktok").count("access/") == 1, (
        "the list says nothing of a second factor"
    )
    wrong = printed(capsys, *asked, "--platform", "linkedin", code=1)
    assert '"bo@acme.example" has the role "ADMIN" at LinkedIn Ads, which no grant declares' in wrong
    lists = "  lists: [{file: exports/people.csv, platform: linkedin, rows: 1}]\n"
    (shop / "specs" / "access.yaml").write_text(SPECS + lists)
    assert "at LinkedIn Ads" in printed(capsys, *asked, code=1)


def test_a_token_of_somebody_who_left_is_decided_first_and_one_that_is_accepted_is_an_exception(
    shop: Path, capsys: Captured
) -> None:
    left = SPECS.replace("email: bo@acme.example,", "email: bo@acme.example, until: 2026-10-31,")
    token = "{name: capi, platform: tiktok, stored_in: 'vault:capi', owner: bo@acme.example, issued: 2026-09-20}"
    (shop / "specs" / "access.yaml").write_text(f"{left}tokens: {{items: [{token}]}}\n")
    printed(capsys, "audit", "--report", "out", code=1)
    made = json.loads((shop / "out" / "audit-2026-Q4.json").read_text())
    assert any('the token "capi", left on 2026-10-31' in one["why"] for one in made["first"])
    run(["lint", "--write-baseline", "--reason", "handover until March"])
    capsys.readouterr()
    printed(capsys, "audit", "--report", "out", code=1)
    made = json.loads((shop / "out" / "audit-2026-Q4.json").read_text())
    assert not any("capi" in one["why"] for one in made["first"])
    assert "handover until March" in (shop / "out" / "audit-2026-Q4.md").read_text()
