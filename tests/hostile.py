"""Names that would do something if a format showed them as they are, and a report that has one everywhere."""

from __future__ import annotations

from govern.core.report import Artifact, Change, FieldChange, Finding, Place, Related, Report, Span

HOSTILE = {
    "colour": ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
    "title": ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
    "C1": ("\x9b2J", r"\x9b2J"),
    "overwrite": ("ok\r\x7fno\b", r"ok\r\x7fno\x08"),
    "lines": ("a\nb\u2028c\u2029d\x85e\x0bf", r"a\nb\u2028c\u2029d\x85e\x0bf"),
    "bidi": ("a\u202eb\u2066c\u2069\u200f\u061c", r"a\u202eb\u2066c\u2069\u200f\u061c"),
    "zero width": ("pur\u200bcha\u2060se\ufeff", r"pur\u200bcha\u2060se\ufeff"),
    "tags": ("a\U000e0041", r"a\U000e0041"),
    "fillers": ("a\u3164\u115f\u00ad", r"a\u3164\u115f\xad"),
    "spaces": ("a\u00a0b\u3000c", r"a\xa0b\u3000c"),
    "selectors": ("\u2764\ufe0f\U000e0100", "\u2764" + r"\ufe0f\U000e0100"),
    "surrogate": ("a\ud800b", r"a\ud800b"),
    "stacked marks": ("a" + "\u0301" * 6, "a" + "\u0301" * 4 + r"\u0301\u0301"),
    "old command": ("see ##[error]x", r"see ##\x5berror]x"),
    "fine": ("Ünïcöde 名前 💥 é ← שלום", "Ünïcöde 名前 💥 é ← שלום"),
}


def everywhere(*texts: str) -> Report:
    """A report that has each text in every place that can hold text."""
    reports = [called(text) for text in texts]
    findings = tuple(finding for report in reports for finding in report.findings)
    changes = tuple(change for report in reports for change in report.changes)
    artifacts = tuple(artifact for report in reports for artifact in report.artifacts)
    return Report(findings, changes, artifacts, texts)


def called(text: str) -> Report:
    """`everywhere` for one text."""
    place = Place(text, (text, 1), Span(3, 2, 3, 4), "")
    entity = Place(text, (text,), None, text)
    findings = (
        Finding(text, "note", text, entity, (Related(text, place), Related(text, entity)), text, text, text),
        Finding(text, "error", text, place, (), text, text, text),
        Finding(text, "warning", f"{text} {text}\n{text}", Place(text), (), "", text),
    )
    fields = (
        FieldChange((text,), text, text + "x"),
        FieldChange((text, text), None, f"{text}\n  {text}\n{text}"),
        FieldChange((text,), f"{text}\n{text}\na", f"{text}\n{text}\n{text}"),
        FieldChange(("x",), [text, {text: text}], {text: None}),
    )
    changes = (Change("change", text, text, text, fields), Change("rename", text, text, text, (), text))
    return Report(findings, changes, (Artifact(text, text), Artifact(text, text, "stale")), (text,))
