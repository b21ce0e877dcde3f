"""Lists that are not what they seem: half written, in another encoding, put together from two, of another house, or not lists at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused
from helpers import findings
from live_helpers import access, export
from reviewed_shop import lay

from govern.cli import run
from govern.project import Project
from govern.rules.examples import live_example

pytestmark = pytest.mark.usefixtures("day")

TABLE = "Email,Role,Platform,Name\nana@acme.example,publish,gtm,Zoë Müller\n"
GRANTS = {
    "specs": {"access": {"people": [{"name": "Ana", "email": "ana@acme.example", "team": "data"}],
                         "grants": [{"who": "ana@acme.example", "platform": "gtm", "role": "publish"}]}},
}  # fmt: skip


def judged(table: str) -> Project:
    """A project with one declared grant, and a table of live access."""
    return live_example(json.dumps({**GRANTS, "access": table}))


def test_a_table_is_read_in_every_encoding_that_can_be_told() -> None:
    mixed = TABLE.encode().decode("cp1252").encode()
    for raw in (*map(TABLE.encode, ("utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")), mixed):
        (entry,) = access(raw).entries
        assert (entry.key, entry.name) == ("ana@acme.example", "Zoë Müller"), raw[:20]
    (entry,) = access("メール,ロール,Platform\nana@acme.example,publish,gtm\n".encode("cp932")).entries
    assert entry.role == "publish"


def test_two_columns_of_one_heading_are_named_at_the_line_of_the_headings() -> None:
    (odd,) = access("List of May\nEmail,Role,Role\nana@acme.example,publish,read\n").odd
    assert odd.place.span is not None and odd.place.span.line == 2
    assert odd.message.startswith('two columns have the heading "Role"')
    assert not access("Email,Container role,Account role\nana@acme.example,publish,user\n").odd


def test_a_column_without_a_heading_is_named_and_one_of_numbers_is_not() -> None:
    assert access("Email,Role,\nana@acme.example,read,gtm\n").unread == ("(column 3, no heading)",)
    assert access(",Email,Role\n1,ana@acme.example,read\n").unread == ()


def test_a_matrix_of_platforms_without_a_column_for_roles_is_named_and_not_taken_for_a_list_of_people_alone() -> None:
    (people,) = export("Email,Name,GTM,Google Ads,Phone\nana@acme.example,Ana,publish,Admin,1\n").directories
    assert people.unread == ("GTM", "Google Ads")
    (people,) = export("Email,Name,Phone\nana@acme.example,Ana,1\n").directories
    assert people.unread == ()


def test_a_line_that_stands_twice_and_two_roles_for_one_are_told_once() -> None:
    twice = "Email,Role,Platform\nana@acme.example,publish,gtm\nbo@acme.example,read,gtm\nana@acme.example,{},{}\n"
    for role, platform, told in (("publish", "gtm", 4), ("read", "gtm", 4), ("user", "gtm", 0), ("ANALYZE", "meta", 0)):
        table = twice.format(role, platform) + ("ana@acme.example,ADVERTISE,meta\n" if platform == "meta" else "")
        found = findings(judged(table), "access/row-twice", over="live")
        assert [finding.place.span.line for finding in found if finding.place.span] == [told] * bool(told)


def test_a_list_of_people_of_whom_nobody_is_known_may_be_of_another_business() -> None:
    head = "Email,Role,Platform\n"
    found = findings(judged(f"{head}bo@elm.example,publish,gtm\ncy@elm.example,read,gtm\n"), "access/other-business", over="live")  # fmt: skip
    assert [finding.message.partition(" (")[0] for finding in found] == ["none of the 2 people of this list"]
    for known in ("ana@acme.example", "new@acme.example"):
        table = f"{head}bo@elm.example,publish,gtm\n{known},read,gtm\n"
        assert findings(judged(table), "access/other-business", over="live") == ()


def test_a_review_of_which_everybody_is_another_than_before_says_so(tmp_path: Path, capsys: Captured) -> None:
    lay(tmp_path)
    people, report = tmp_path / "exports" / "ads.csv", str(tmp_path / "reviews")
    said = {}
    for day, names in (("2026-06-30", "ana bo"), ("2026-09-30", "cy di"), ("2026-12-01", "cy eve")):
        people.write_text("Email,Access level\n" + "".join(f"{name}@acme.example,Standard\n" for name in names.split()))
        people.rename(tmp_path / "exports" / "google-ads.csv")
        run(["audit", "-C", str(tmp_path), "--today", day, "--report", report])
        said[day] = "none of the 2 who had a role at Google Ads" in capsys.readouterr().out
    assert said == {"2026-06-30": False, "2026-09-30": True, "2026-12-01": False}


def spoil(folder: Path) -> None:
    """A project with a list, and beside it files that nobody can read."""
    lay(folder)
    exports = folder / "exports"
    (exports / "linkedin").mkdir()
    (exports / "linkedin" / "staff.csv").write_text("Henkilö,Taso\nana@acme.example,luku\n")
    (exports / "half.csv").write_text('Email,Role,Platform\nbo@acme.example,read,gtm\n"cy@acme.exa')
    (exports / "zero.csv").write_bytes(b"Email,Role,Platform\nana@acme.example,re\0d,gtm\n")
    (exports / "README.md").write_text("# Who fetches what\n")
    (exports / "own.json").write_text('[{"henkilo": "ana@acme.example", "taso": "luku"}]')


def test_a_file_that_was_not_read_stands_in_every_form_of_the_report(tmp_path: Path, capsys: Captured) -> None:
    spoil(tmp_path)
    run(["audit", "-C", str(tmp_path), "--today", "2026-11-23", "--report", str(tmp_path / "reviews"), "-q"])
    shown = capsys.readouterr()
    files = {
        "exports/linkedin/staff.csv": "headings",
        "exports/half.csv": "unexpected end of data",
        "exports/zero.csv": "bytes that no text has",
        "exports/own.json": "an export that govern knows",
    }
    for ending in ("html", "md", "json", "oscal.json"):
        text = (tmp_path / "reviews" / f"audit-2026-Q4.{ending}").read_text()
        assert [file for file, why in files.items() if file not in text or why not in text] == [], ending
    assert [file for file in files if file not in shown.out + shown.err] == [], "with -q too"
    review = json.loads((tmp_path / "reviews" / "audit-2026-Q4.json").read_text())
    unseen = {row["asset"]: row["platform"] for row in review["scope"] if row["state"] == "not reviewed"}
    assert unseen == dict.fromkeys(files, "unknown platform") | {"exports/linkedin/staff.csv": "LinkedIn Ads"}
    assert {row["file"]: row["kind"] for row in review["inputs"]}["exports/README.md"] == "not read"
    manifest = json.loads((tmp_path / "reviews" / "audit-2026-Q4-manifest.json").read_text())
    assert manifest["coverage"]["not reviewed"] == len(files)


def test_where_two_lists_differ_about_a_second_factor_the_worse_is_counted(tmp_path: Path) -> None:
    lay(tmp_path)
    for name, column in (
        ("a", "MFA\nana@acme.example,publish,gtm,off"),
        ("b", "Name\nana@acme.example,publish,gtm,Ana"),
    ):
        (tmp_path / "exports" / f"{name}.csv").write_text(f"Email,Role,Platform,{column}\n")
    run(["audit", "-C", str(tmp_path), "--today", "2026-11-23", "--report", str(tmp_path / "reviews")])
    review = json.loads((tmp_path / "reviews" / "audit-2026-Q4.json").read_text())
    assert [row["factor"] for row in review["platforms"] if row["people"]] == ["1 off"]


def test_of_a_folder_in_which_nothing_can_be_read_each_file_is_named(tmp_path: Path, capsys: Captured) -> None:
    spoil(tmp_path)
    (tmp_path / "exports" / "users.json").unlink()
    said = refused(capsys, "audit", "-C", str(tmp_path))
    assert [name for name in ("half", "zero", "staff", "README", "own") if name not in said] == []
    for name in ("half.csv", "zero.csv"):
        (tmp_path / "exports" / name).unlink()
    said = refused(capsys, "audit", "-C", str(tmp_path))
    assert [name for name in ("staff", "README", "own") if name not in said] == []


def test_a_table_of_counts_and_our_own_tables_are_not_taken_for_lists(tmp_path: Path, capsys: Captured) -> None:
    lay(tmp_path)
    (tmp_path / "exports" / "events.csv").write_text("Event name,Event count\npurchase,12\nadd_to_cart,40\n")
    assert "unknown-table" not in printed(capsys, "audit", "-C", str(tmp_path), "--today", "2026-11-23")
