"""The report as one JSON document, described by `docs/report.schema.json`: what other programs read.

One finding, change or file a line, written as it is met. Absent things have no key. Hidden characters and lone
surrogates are `\\u` escapes, so the document reads back as it was and is safe to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from govern.output.plain import SafeEncoder
from govern.output.safe import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govern.core.report import Artifact, Change, Edit, FieldChange, Figures, Finding, Overview, Part, Place, Report

POSITION = 30
WHOLE = True

SCHEMA_VERSION = 1


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write the one document that programs read; its schema is `docs/report.schema.json`."""
    encode = SafeEncoder(stream)
    stream.write(f'{{\n  "schema_version": {SCHEMA_VERSION}')
    if look.about is not None:
        stream.write(f',\n  "tool": {encode({"name": "govern", "version": look.about.version})}')
        for name, value in (("command", look.about.command), ("day", look.about.day)):
            stream.write(f',\n  "{name}": {encode(value)}' if value else "")
        if len(look.about.projects) == 1:
            stream.write(f',\n  "project": {encode(look.about.projects[0])}')
    if report.today:
        stream.write(f',\n  "today": {encode(report.today)}')
    apart = [(part.report, {"project": part.project}) for part in report.parts] or [(report, {})]
    if report.parts:
        _section(stream, "projects", (encode(_part(part)) for part in report.parts))
    _section(stream, "findings", (encode(_finding(it, look) | own) for one, own in apart for it in one.findings))
    _section(stream, "changes", (encode(_change(it) | own) for one, own in apart for it in one.changes))
    if any(one.waiting for one, _ in apart):
        _section(stream, "waiting", (encode(_change(it) | own) for one, own in apart for it in one.waiting))
    _section(stream, "artifacts", (encode(_artifact(artifact)) for artifact in report.artifacts))
    _counts(stream, report, encode)
    if any(one.overviews for one, _ in apart):
        _section(stream, "containers", (encode(_overview(it) | own) for one, own in apart for it in one.overviews))
    if report.captures:
        _section(
            stream, "captures", (encode(dict(zip(it.__fields__, it._values(), strict=True))) for it in report.captures)
        )
    if report.fixed:
        _section(stream, "fixed", (encode(_finding(finding, look)) for finding in report.fixed))
    stream.write(f',\n  "summary": {encode(report.summary())}\n}}\n')


def _part(part: Part) -> dict[str, Any]:
    """One project of several: its folder, and its sum or why it could not be looked at."""
    said: dict[str, Any] = {"refused": part.refused} if part.refused else {"summary": part.report.summary()}
    return {"project": part.project, **said, **_present(today=part.report.today)}


def _section(stream: TextIO, name: str, items: Iterable[str]) -> None:
    stream.write(f',\n  "{name}": [')
    empty = True
    for item in items:
        stream.write(f"\n    {item}" if empty else f",\n    {item}")
        empty = False
    stream.write("]" if empty else "\n  ]")


def _counts(stream: TextIO, report: Report, encode: SafeEncoder) -> None:
    """The figures that were looked at, and the lines to paste."""
    if report.figures:
        _section(stream, "figures", (encode(_figures(figures)) for figures in report.figures))
    if report.block:
        stream.write(f',\n  "block": {encode(report.block)}')


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "title": figures.title,
        "columns": figures.columns,
        "rows": figures.rows,
        **_present(remarks=figures.remarks),
    }


def _finding(finding: Finding, look: Look) -> dict[str, Any]:
    related = [{"message": related.message, "place": _place(related.place)} for related in finding.related]
    fix = [{"action": edit.action, "place": _place(edit.place), **_value(edit)} for edit in finding.fix]
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
        "place": _place(finding.place),
        **_present(
            related=related,
            help=finding.help,
            fingerprint=finding.fingerprint,
            fix=fix,
            link=finding.link,
            page=look.page_of(finding.rule),
        ),
    }


def _value(edit: Edit) -> dict[str, Any]:
    return {} if edit.action in ("remove", "uncomment") else {"value": edit.value}


def _place(place: Place) -> dict[str, Any]:
    span = place.span
    lines = {} if span is None else {name: getattr(span, name) for name in span.__fields__}
    return {"file": place.file, **lines, **_present(entity=place.entity, route=place.route)}


def _change(change: Change) -> dict[str, Any]:
    return {
        "action": change.action,
        "kind": change.kind,
        "name": change.name,
        "owner": change.owner,
        **_present(
            before_name=change.before_name,
            meaning=change.meaning,
            fields=[_field(field) for field in change.fields],
            also=list(change.also),
        ),
    }


def _field(field: FieldChange) -> dict[str, Any]:
    sides = {"before": field.before, "after": field.after}
    return {"route": field.route, **{side: value for side, value in sides.items() if value is not None}}


def _artifact(artifact: Artifact) -> dict[str, Any]:
    return {"path": artifact.path, "sha256": artifact.sha256 or _digest(artifact.text), "state": artifact.state}


def _overview(overview: Overview) -> dict[str, Any]:
    sends = [
        {
            "platform": one.platform,
            "leg": one.leg,
            "accounts": one.accounts,
            "events": dict(one.events),
            "tags": one.tags,
            "consent": one.consent,
        }
        for one in overview.sends
    ]
    return {
        "container": overview.container,
        "file": overview.file,
        "context": overview.context,
        "tags": dict(overview.kinds),
        "sends": sends,
        **_present(consent_default=overview.default, not_read=overview.unread, link=overview.link),
        "worst": [finding.fingerprint for finding in overview.worst],
    }


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _present(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
