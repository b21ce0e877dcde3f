"""A table as a workbook that spreadsheets open, with a list of words to choose from, and back: Office Open XML by hand.

Every cell is written as text, so nothing in it is ever run; the same table makes the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place
from govern.source.workbook import UNREADABLE, day_of, sheet_rows

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NOT_IN_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_767
"""A cell holds at most so many characters."""

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets><sheet name="Decisions" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{REL}/styles" Target="styles.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{NS}"><fonts count="2"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz '
    'val="10"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" '
    'fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" '
    'applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>",
}  # fmt: skip
"""What is the same in every workbook. Style 0 is text, 1 text in bold."""


def workbook(rows: Sequence[Sequence[str]], choices: dict[int, Sequence[str]]) -> bytes:
    """The bytes of a workbook whose first row is the heading; `choices` are the words that a column takes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": "".join(sheet(rows, choices))}.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, HEAD + text)
    return stream.getvalue()


def sheet(rows: Sequence[Sequence[str]], choices: dict[int, Sequence[str]]) -> Iterator[str]:
    """The only sheet: the heading stays in view and filters, columns are as wide as they need to be."""
    columns = max(map(len, rows), default=1)
    last = f"{letters(columns - 1)}{max(len(rows), 1)}"
    yield f'<worksheet xmlns="{NS}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="0" ySplit="1" topLeftCell="A2" '
    yield 'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for at in range(columns):
        width = min(48, max(8, max((len(row[at]) for row in rows[:200] if at < len(row)), default=8) + 2))
        yield f'<col min="{at + 1}" max="{at + 1}" width="{width}" customWidth="1" style="0"/>'
    yield "</cols><sheetData>"
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(at, number, text) for at, text in enumerate(row) if text)
        yield f'<row r="{number}">{cells}</row>'
    yield f'</sheetData><autoFilter ref="A1:{last}"/><dataValidations count="{len(choices)}">'
    for at, words in choices.items():
        area = f"{letters(at)}2:{letters(at)}{max(len(rows), 2)}"
        formula = escape('"' + ",".join(words) + '"')
        yield f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{area}"><formula1>{formula}</formula1></dataValidation>'
    yield "</dataValidations></worksheet>"


def cell(at: int, number: int, text: str) -> str:
    """A cell with text."""
    shown = escape(NOT_IN_XML.sub("\ufffd", text[:LONGEST]))
    style = ' s="1"' if number == 1 else ' s="0"'
    return f'<c r={quoteattr(letters(at) + str(number))}{style} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def letters(at: int) -> str:
    """The letters of a column, counted from 0: A, B, ... Z, AA."""
    text = ""
    while at >= 0:
        text, at = chr(65 + at % 26) + text, at // 26 - 1
    return text


def rows_of(raw: bytes, file: str, days: Iterable[str] = ()) -> list[list[str]]:
    """The rows of the first sheet as text; numbers below a heading of `days` are days. Raises `GovernError` where the file is not a workbook."""
    try:
        found = sheet_rows(raw)
    except UNREADABLE as error:
        message = f"the decisions in this workbook cannot be read ({type(error).__name__}), so it is not overwritten"
        raise GovernError(message, Place(file), "save it anew as .xlsx, or move it away") from None
    dated = {at for at, name in enumerate(found[0] if found else []) if name in set(days)}
    return (
        [found[0], *([day_of(text) if at in dated else text for at, text in enumerate(row)] for row in found[1:])]
        if found
        else []
    )
