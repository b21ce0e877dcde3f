"""What a date brings, as a list and as a calendar; who may do what, asked for one person or all; a rotation written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused
from helpers import project

from govern.project.config import Config
from govern.render.targets import calendar

pytestmark = pytest.mark.usefixtures("day")

SPECS = """version: 1
access:
  policy: {review: quarterly}
  people:
    - {name: Ana Ruiz, email: ana@acme.example, team: web, aliases: [ana.ruiz@acme.example]}
    - {name: Bo, email: bo@acme.example, team: web, until: 2026-12-31}
  grants:
    - {who: Ana Ruiz, platform: gtm, role: read, approved_by: bo@acme.example, reason: reports, until: 2026-12-10}
tokens:
  policy: {rotate_every: 60d}
  items:
    # the pixel's own
    - {name: capi, platform: meta, kind: system_user, stored_in: 'vault:capi', owner: Ana Ruiz, issued: 2026-08-01}
    - name: events
      platform: tiktok
      stored_in: 'vault:events'
      owner: web
      issued: 2026-11-01
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "exports").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\nname: shop\n")
    (tmp_path / "specs" / "access.yaml").write_text(SPECS)
    user = {"accountId": "9", "emailAddress": "ana.ruiz@acme.example", "accountAccess": {"permission": "admin"}}
    (tmp_path / "exports" / "users.json").write_text(json.dumps({"userPermission": [user]}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_overdue_is_a_warning_and_what_comes_a_note(shop: Path, capsys: Captured) -> None:
    found = json.loads(printed(capsys, "due", "--today", "2026-11-30", "--format", "json", code=1))["findings"]
    assert [(one["rule"], one["level"], one["message"].partition(":")[0]) for one in found] == [
        ("due/rotation", "warning", "2026-09-30, 61 days ago"),
        ("due/grant", "note", "2026-12-10, in 10 days"),
    ]
    assert found[0]["place"]["line"] == 13
    more = printed(capsys, "due", "--within", "10w", "--today", "2026-11-30", code=1)
    assert '"Bo" leaves' in more
    assert "2026-12-31, in 31 days: the review of access of 2026-Q4 is to be made by" in more.replace("\n", " ")
    assert "DURATION" not in refused(capsys, "due", "--within", "soon")


def lines(specs: str) -> list[str]:
    (made,) = calendar.artifacts(project(specs, config=Config(name="shop")))
    assert made.text.count("\r\n") == made.text.count("\n")
    assert all(len(line.encode()) <= 75 for line in made.text.split("\r\n"))
    return made.text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_whole_days_with_alarms_and_the_review_again_and_again() -> None:
    found = lines(SPECS)
    assert found.count("BEGIN:VEVENT") == found.count("BEGIN:VALARM") == 5
    assert "DTSTART;VALUE=DATE:20260930" in found
    assert "RRULE:FREQ=MONTHLY;INTERVAL=3" in found
    assert 'SUMMARY:"Bo" leaves' in found
    assert len({line for line in found if line.startswith("UID:")}) == 5


def test_a_hostile_name_is_text_in_a_calendar() -> None:
    name = r"Bo\nEND:VEVENT, " + "é" * 80
    found = lines(SPECS.replace("owner: web", f'owner: "{name}"'))
    assert found.count("END:VEVENT") == 5
    assert not any(line.startswith("END:VEVENT,") for line in found)


def test_everything_of_one_person_is_told_under_any_of_their_names(shop: Path, capsys: Captured) -> None:
    for name in ("Ana Ruiz", "ana.ruiz@acme.example", "ANA@acme.example"):
        said = printed(capsys, "access", "who", name)
        assert "gtm everywhere: read until 2026-12-10" in said
        assert "accounts/9: admin, administers, not declared" in said
        assert "capi: owner" in said
    assert "did you mean" in refused(capsys, "access", "who", "ana@acme.exampel")
    assert "nobody was named" in refused(capsys, "access", "who", " ")


def test_a_pattern_of_projects_is_refused_where_one_is_asked(shop: Path, capsys: Captured) -> None:
    assert "asks one project" in refused(capsys, "csp", "needs", "-C", "clients/*")


def test_several_projects_are_told_one_by_one(shop: Path, capsys: Captured) -> None:
    (shop / "other").mkdir()
    (shop / "other" / "govern.yaml").write_text("version: 1\n")
    said = printed(capsys, "due", "-C", str(shop), "-C", str(shop / "other"), "--today", "2026-11-30", code=1)
    assert "other: nothing is due within 30d" in said
    assert "2 projects: 1 with warnings, 1 with nothing to look at" in said


def test_what_cannot_be_read_is_not_taken_for_nothing(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "access.yaml").write_text(SPECS.replace("60d", "1e999"))
    said = printed(capsys, "due", code=1)
    assert "spec/syntax" in said
    assert "nothing is due" not in said
    for words in (("tokens", "rotate", "capi"), ("access", "who", "bo@acme.example"), ("csp", "needs"), ("reconcile",)):
        assert "as far as they can be read: the number is too large" in refused(capsys, *words)


def test_the_matrix_says_what_is_not_declared(shop: Path, capsys: Captured) -> None:
    said = printed(capsys, "access", "matrix", "--today", "2026-11-30")
    assert said.splitlines()[1].split() == ["ana.ruiz@acme.example", "Admin", "↑"]
    (found,) = json.loads(printed(capsys, "access", "matrix", "--format", "json", "--today", "2026-11-30"))
    assert found["groups"][0][0] == "Administrators"


def test_a_rotation_is_written_beside_what_was_there(shop: Path, capsys: Captured) -> None:
    specs = shop / "specs" / "access.yaml"
    printed(capsys, "tokens", "rotate", "capi", "--check", "--today", "2026-11-30")
    assert specs.read_text() == SPECS
    printed(capsys, "tokens", "rotate", "capi", "--today", "2026-11-30")
    printed(capsys, "tokens", "rotate", "events", "--today", "2026-11-30")
    after = specs.read_text()
    assert "issued: 2026-08-01, rotations: ['2026-11-30']}" in after
    assert "      rotations: ['2026-11-30']\n" in after
    assert "# the pixel's own" in after
    printed(capsys, "tokens", "rotate", "events", "--today", "2026-12-30")
    assert "rotations: ['2026-11-30', '2026-12-30']" in specs.read_text()
    assert '"events"' in refused(capsys, "tokens", "rotate", "event")
