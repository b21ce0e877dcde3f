"""What the bytes of a file are: JSON, a workbook or a text, known by how they begin."""

from __future__ import annotations

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place

TABLE = regex(rb"\[\[?(?!(?:true|false|null)\])[A-Za-z_][\w.-]{0,80}\]\]?[ \t]*[\r\n#]")
"""How a file in TOML may begin, such as `netlify.toml`: JSON has no such list."""


MIXED = regex(
    "[\u00c3\u00c2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""The two letters that one accented letter becomes where UTF-8 is read as Western."""


def is_json(raw: bytes) -> bool:
    """Whether bytes are meant to be JSON: the first character that says anything opens an object or a list."""
    start = raw[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start[:1] in (b"{", b"[") and TABLE.match(start) is None


def text_of(raw: bytes) -> str | None:
    """A text: UTF-8, UTF-16 with its mark or without, or what a Western or a Japanese Windows calls CSV; nothing if it is not text."""
    wide = wide_form(raw)
    try:
        text = raw.decode(wide or "utf-8-sig")
    except UnicodeDecodeError:
        text = local_text(raw)
    return None if "\0" in text else unmixed(text)


def wide_form(raw: bytes) -> str:
    """Which form of UTF-16 bytes are in: by the mark at their beginning, or since every second byte there is zero; empty for others."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = raw[:8]
    if len(start) == 8 and len(raw) % 2 == 0:
        if not any(start[1::2]) and all(start[::2]):
            return "utf-16-le"
        if not any(start[::2]) and all(start[1::2]):
            return "utf-16-be"
    return ""


def local_text(raw: bytes) -> str:
    """A text that is not Unicode. Japanese has bytes that no Western letter has, and is taken for it where all of it is."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        try:
            return raw.decode("cp932")
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")


def unmixed(text: str) -> str:
    """A text in which every letter beyond ASCII was written as two or three, since UTF-8 was taken for Western once, as it was meant."""
    if MIXED.search(text) is None:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


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
