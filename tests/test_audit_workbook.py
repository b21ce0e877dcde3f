"""The workbook of a review: read back as it was written, whatever stands in it, and refused where it is none."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from cli_helpers import Captured, printed, refused
from reviewed_shop import lay

from govern.cli import run
from govern.core.errors import GovernError
from govern.core.report import Place
from govern.render.reviews import decisions, oscal
from govern.render.reviews.workbook import rows_of, workbook
from govern.source import workbook as reading

pytestmark = pytest.mark.usefixtures("day")

HOSTILE = [
    '=HYPERLINK("x")',
    "<c>&amp;</c>",
    "]]>",
    "\u202eevil",
    "a\x00b",
    "+1",
    " leading",
    "日本語 🎉",
    "'quoted",
    "A\nB",
]


def test_what_is_written_is_read_back_and_the_same_table_makes_the_same_bytes() -> None:
    rows = [["Principal", "Date"], *([text, "2026-11-30"] for text in HOSTILE)]
    raw = workbook(rows, {1: ("keep", "remove")})
    assert raw == workbook(rows, {1: ("keep", "remove")})
    assert [row[0] for row in rows_of(raw, "x.xlsx")][1:] == [text.replace("\x00", "\ufffd") for text in HOSTILE]
    assert b'"keep,remove"' in zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml")


def changed(raw: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


def test_texts_that_a_spreadsheet_shares_and_days_that_it_counts_are_read() -> None:
    sheet = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
      <row r="2"><c r="A2" t="inlineStr"><is><r><t>Ana </t></r><r><t>Ruiz</t></r></is></c><c r="C2"><v>46346</v></c></row>
    </sheetData></worksheet>"""
    shared = b'<sst xmlns="x"><si><t>Who</t></si><si><t>Date</t></si></sst>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr("xl/worksheets/sheet1.xml", sheet)
        new.writestr("xl/sharedStrings.xml", shared)
    assert rows_of(stream.getvalue(), "x.xlsx", ["Date"]) == [["Who", "", "Date"], ["Ana Ruiz", "", "2026-11-20"]]


@pytest.mark.parametrize("declared", ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', "<!DOCTYPE x>", "<open>"])
def test_a_workbook_that_declares_entities_or_is_broken_is_refused(declared: str) -> None:
    raw = workbook([["Who"], ["Ana"]], {})
    with pytest.raises(GovernError, match="cannot be read"):
        rows_of(changed(raw, "xl/worksheets/sheet1.xml", f"{declared}<worksheet/>".encode()), "x.xlsx")
    with pytest.raises(GovernError, match="not overwritten"):
        rows_of(b"Who,Date\n", "x.xlsx")


def test_a_part_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = workbook([["Who"], *([["a" * 100]] * 200)], {})
    monkeypatch.setattr(reading, "LARGEST", 10_000)
    with pytest.raises(GovernError):
        rows_of(raw, "x.xlsx")


SPECS = """version: 1
access:
  policy: {review: quarterly, mfa: required}
  people: [{name: Ana, email: ana@acme.example, team: web}, {name: Bo, email: bo@acme.example, team: web},
    {name: Dee, email: dee@acme.example, team: data}]
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(tmp_path, SPECS)
    users(tmp_path, ana="publish", bo="read", cy="edit")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def users(root: Path, **roles: str) -> None:
    people = [{"accountId": "9", "emailAddress": f"{who}@acme.example", "accountAccess": {"permission": "user"},
               "containerAccess": [{"containerId": "7", "permission": role}]} for who, role in roles.items()]  # fmt: skip
    (root / "exports" / "users.json").write_text(json.dumps({"userPermission": people}))


def audit(capsys: Captured, day: str, *undone: str) -> str:
    told = printed(capsys, "audit", "--report", "out", "--today", day, "--format", "concise", code=1 if undone else 0)
    assert [
        line.partition(" has ")[0].rpartition(" ")[2] for line in told.splitlines() if "decided-and-not-done" in line
    ] == [f'"{who}"' for who in undone]
    return next(Path("out").glob(f"audit-{day[:4]}-Q{(int(day[5:7]) + 2) // 3}.md")).read_text()


def decide(book: Path, **decisions: str) -> None:
    """Choose a decision for everybody whom a word names, in the workbook."""
    rows = rows_of(book.read_bytes(), "x")
    filled = []
    for row in rows:
        cells = dict(zip(rows[0], [*row, *([""] * 30)], strict=False))
        for who, decision in decisions.items():
            if cells["Principal"].startswith(who) and cells["Asset"].startswith("containers"):
                cells.update(
                    {
                        "Decision": decision,
                        "Reviewer": "dee@acme.example",
                        "Date": "2026-08-20",
                        "Exception until": "2026-10-31",
                    }
                )
        filled.append(list(cells.values()))
    book.write_bytes(workbook(filled, {}))


def test_a_workbook_with_damage_inside_is_refused_wherever_it_is() -> None:
    whole = workbook([["person", "role"], ["Ana", "admin"]] * 40, {})
    for at in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        try:
            rows_of(bytes(damaged), "decisions.xlsx")
        except GovernError as error:
            assert error.place == Place("decisions.xlsx")


def test_what_was_decided_in_the_workbook_is_followed_up_in_the_next_quarter(shop: Path, capsys: Captured) -> None:
    users(shop, ana="publish", bo="read", cy="edit", eve="read")
    audit(capsys, "2026-08-15")
    decide(shop / "out" / "audit-2026-Q3-grants.xlsx", ana="remove", bo="remove", cy="keep", eve="exception")
    said = audit(capsys, "2026-08-21")
    assert "decided 1 day ago, and still there" in said
    assert "exception until 2026-10-31 by dee@" in said, "a page says what was decided in place of boxes to tick"
    users(shop, ana="publish", cy="publish", eve="read", zed="read")
    assert 'decided "remove" by' in audit(capsys, "2026-11-23", "ana@acme.example", "eve@acme.example").replace(
        "\\", ""
    )
    made = json.loads((shop / "out" / "audit-2026-Q4.json").read_text())
    assert [(one["principal"][:2], one["decision"], one["state"]) for one in made["followed"]] == [
        ("an", "remove", "decided 95 days ago, and still there"),
        ("cy", "keep", "allows more now than what was kept, so decide again"),
        ("ev", "exception", "the exception ended on 2026-10-31"),
        ("bo", "remove", "done"),
    ]
    assert [
        (one["principal"][:2], one["what"], one["why"][:16]) for one in made["since"] if "containers" in one["where"]
    ] == [
        ("bo", "left", 'decided "remove"'),
        ("cy", "raised", ""),
        ("ze", "joined", ""),
    ]


def test_of_two_decisions_the_later_counts_and_of_two_of_one_day_the_stricter() -> None:
    def decided(word: str, day: str) -> dict[tuple[str, ...], decisions.Decided]:
        row = {"Decision": word, "Reviewer": "ana", "Date": day}
        return {("gtm", "7", "bo", "read"): decisions.Decided(word, "ana", day, row)}

    for one, other, counts in (
        (("keep", "2026-11-01"), ("remove", "2026-11-02"), "remove"),
        (("keep", "2026-11-02"), ("remove", "2026-11-01"), "keep"),
        (("keep", "2026-11-01"), ("remove", "2026-11-01"), "remove"),
    ):
        for first, second in ((one, other), (other, one)):
            (found,) = decisions.merged(decided(*first), decided(*second)).values()
            assert found.decision == counts


def test_the_review_as_oscal_names_each_finding_once_and_is_the_same_twice(shop: Path, capsys: Captured) -> None:
    audit(capsys, "2026-11-23")
    first = (shop / "out" / "audit-2026-Q4.oscal.json").read_bytes()
    results = json.loads(first)["assessment-results"]
    assert results["metadata"]["oscal-version"] == oscal.OSCAL
    (result,) = results["results"]
    seen = {observation["uuid"] for observation in result["observations"]}
    assert all(
        one["observation-uuid"] in seen for finding in result["findings"] for one in finding["related-observations"]
    )
    assert {finding["target"]["status"]["state"] for finding in result["findings"]} == {"not-satisfied"}
    audit(capsys, "2026-11-23")
    assert (shop / "out" / "audit-2026-Q4.oscal.json").read_bytes() == first


def test_oscal_says_who_accepted_what_until_when_and_why(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "ignored.yaml").write_text(
        "# govern: ignore[access/dormant] until 2026-12-31 -- on leave\nversion: 1\n"
    )
    terms = ("--reason", "handover", "--by", "ana@acme.example", "--until", "2026-12-15")
    printed(capsys, "audit", "--write-baseline", *terms, "--today", "2026-11-23")
    audit(capsys, "2026-11-23")
    (result,) = json.loads((shop / "out" / "audit-2026-Q4.oscal.json").read_text())["assessment-results"]["results"]
    remarks = {finding["target"]["status"].get("remarks") for finding in result["findings"]}
    assert "Accepted by ana@acme.example, until 2026-12-15: handover" in remarks
    told = [one["description"] for one in result["observations"] if one["title"].startswith("access/dormant: silenced")]
    assert told == ["on leave; until 2026-12-31"]


def test_the_matrix_says_in_words_what_everybody_can_do(shop: Path, capsys: Captured) -> None:
    audit(capsys, "2026-11-23")
    (matrix,) = json.loads((shop / "out" / "audit-2026-Q4.json").read_text())["matrices"]
    assert [(name, [row["principal"][:3] for row in rows]) for name, rows in matrix["groups"]] == [
        ("Publish or edit", ["ana", "cy@"]),
        ("Read only", ["bo@"]),
    ]
    assert [cell["word"] for cell in matrix["groups"][0][1][0]["cells"]] == ["Listed", "Publish"]


def test_a_quarter_that_is_none_is_refused(shop: Path, capsys: Captured) -> None:
    assert "2026-11" in refused(capsys, "audit", "--report", "out", "--quarter", "last")
    assert "--report" in refused(capsys, "audit", "--quarter", "2026Q4")


def test_what_lint_accepts_of_declared_access_is_an_exception_of_the_review(shop: Path, capsys: Captured) -> None:
    (shop / "specs" / "more.yaml").write_text("version: 1\naccess: {services: [{name: bot, id: bot@acme.example}]}\n")
    said = audit(capsys, "2026-11-23").replace("\\", "")
    assert "access/service-without-owner" in said.partition("## Exceptions")[0]
    printed(capsys, "lint", "--write-baseline", "--reason", "asked for", "--today", "2026-11-23")
    said = audit(capsys, "2026-11-23").replace("\\", "")
    before, _, after = said.partition("## Exceptions")
    assert "access/service-without-owner" not in before and "access/service-without-owner" in after


def test_what_is_decided_in_the_table_is_not_asked_for_again(shop: Path, capsys: Captured) -> None:
    run(["audit", "--report", "reviews", "--today", "2026-11-23"])
    table = shop / "reviews" / "audit-2026-Q4-grants.csv"
    head, _, rows = table.read_text("utf-8-sig").partition("\n")
    decided = rows.replace('"","","","","",""', '"keep","","","bo@acme.example","2026-11-20",""', 1)
    table.write_text(f"{head}\n{decided}", "utf-8")
    assert "5 roles to decide" in _told(capsys, "audit", "--open-review", "--today", "2026-11-23")


def test_a_review_is_opened_as_a_spec_file_and_decided_in_it(shop: Path, capsys: Captured) -> None:
    assert "6 roles to decide" in _told(capsys, "audit", "--open-review", "--today", "2026-11-23")
    opened = shop / "specs" / "reviews" / "2026-Q4.yaml"
    line = (
        "{period: '2026-Q4', who: ana@acme.example, platform: Google Tag Manager, asset: containers/7, role: publish}"
    )
    assert line in opened.read_text()
    printed(capsys, "lint", "--today", "2026-11-23")
    assert "there already" in refused(capsys, "audit", "--open-review", "--today", "2026-11-23")
    decided = line.replace("}", ", decision: remove, by: bo@acme.example, day: 2026-11-20}")
    opened.write_text(opened.read_text().replace(line, decided))
    said = audit(capsys, "2026-11-23").replace("\\", "")
    assert (
        "| ana@acme.example | Google Tag Manager, containers/7 | publish | remove | bo@acme.example | 2026-11-20 |"
        in said
    )


def _told(capsys: Captured, *words: str) -> str:
    """What a command that succeeds says, on both streams."""
    from govern.cli import run

    assert run(list(words)) == 0
    shown = capsys.readouterr()
    return shown.out + shown.err
