"""Lists that an interface offers as a workbook: the same as its CSV, days of cells included."""

from __future__ import annotations

import io
import zipfile

import pytest
from live_helpers import access, told

from govern.core.errors import GovernError
from govern.source import workbook
from govern.source.workbook import day_of

pytestmark = pytest.mark.usefixtures("day")

STYLES = """<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-409]mmm\\ d&quot;, &quot;yyyy"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>"""
SHARED = "<sst><si><t>Email</t></si><si><r><t>Ro</t></r><r><t>le</t></r></si><si><t>Last login</t></si></sst>"
SHEET = """<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>ana@acme.example</t></is></c><c r="B2" t="str"><v>admin</v></c><c r="D2" s="1"><v>46146</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>bo@acme.example</t></is></c><c r="B3" t="str"><v>read</v></c><c r="D3" s="2"><v>46330.75</v></c></row>
</sheetData></worksheet>"""


def book(**parts: str) -> bytes:
    stream = io.BytesIO()
    given = {
        "xl/workbook.xml": "<workbook/>",
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": SHARED,
        "xl/worksheets/sheet1.xml": SHEET,
    }
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in {**given, **{f"xl/{key}.xml": value for key, value in parts.items()}}.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_a_workbook_is_read_as_its_table_would_be() -> None:
    people = access(book(), "exports/linkedin/people.xlsx")
    assert told(people) == [("ana@acme.example", "admin", ""), ("bo@acme.example", "read", "")]
    assert [entry.last_active for entry in people.entries] == ["2026-05-04", "2026-11-04"]
    assert people.entries[0].platform == "linkedin"


@pytest.mark.parametrize(
    "parts",
    [{"sharedStrings": '<!DOCTYPE x [<!ENTITY a "b">]><sst/>'}, {"sharedStrings": "<sst/>"}, {"styles": "<open>"}],
)
def test_a_workbook_that_is_broken_or_defines_entities_is_refused_by_name(parts: dict[str, str]) -> None:
    with pytest.raises(GovernError, match="the workbook cannot be read"):
        access(book(**parts), "exports/people.xlsx")


def test_another_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("README.md", "hello")
    with pytest.raises(GovernError, match="zip archive"):
        access(stream.getvalue(), "exports/x.zip")


@pytest.mark.parametrize(
    ("cell", "day"), [("1", "1899-12-31"), ("0", "0"), ("9999999", "9999999"), ("x", "x"), ("46146.5", "2026-05-04")]
)
def test_a_number_of_days_is_a_day_of_the_calendar_or_stays_as_it_is(cell: str, day: str) -> None:
    assert day_of(cell) == day


def test_a_sheet_with_more_rows_than_any_list_is_refused_by_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "TALLEST", 2)
    with pytest.raises(GovernError, match="row 3: the sheet has more than 2 rows"):
        access(book(), "people.xlsx")
