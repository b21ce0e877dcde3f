"""What the bytes of a file are: JSON, a workbook or a text, known by how they begin."""

from __future__ import annotations

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place

TABLE = regex(rb"\[\[?(?!(?:true|false|null)\])[A-Za-z_][\w.-]{0,80}\]\]?[ \t]*[\r\n#]")
"""How a file in TOML may begin, such as `netlify.toml`: JSON has no such list."""


def is_json(raw: bytes) -> bool:
    """Whether bytes are meant to be JSON: the first character that says anything opens an object or a list."""
    start = raw[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start[:1] in (b"{", b"[") and TABLE.match(start) is None


def text_of(raw: bytes) -> str | None:
    """A text: UTF-8, UTF-16 with its mark, or what a Western Windows calls CSV; nothing if it is not text."""
    try:
        text = raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return None if "\0" in text else text


def is_workbook(raw: bytes) -> bool:
    """Whether bytes may be a workbook, as interfaces offer it beside CSV."""
    if raw[:4] != b"PK\x03\x04":
        return False
    from govern.source import workbook

    return workbook.is_workbook(raw)


def table_of(raw: bytes, file: str) -> str:
    """The first sheet of a workbook as the table that its platform would have written as CSV."""
    import csv
    import io

    from govern.source import workbook

    try:
        rows = workbook.sheet_rows(raw)
    except workbook.TooLarge as error:
        message = f"the workbook is too large: {error}, which is the limit"
        raise GovernError(message, Place(file), "export the list of one account at a time") from None
    except workbook.UNREADABLE as error:
        message = f"the workbook cannot be read ({type(error).__name__})"
        raise GovernError(message, Place(file), "save it anew as .xlsx, or as CSV") from None
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()
