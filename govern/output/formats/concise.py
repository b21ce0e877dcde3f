"""One line a finding, change and file, for grep and editors: `file:line:col: level rule message`; none when clean."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from govern.output import words
from govern.output.safe import Look, Spelling, no_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Change, Finding, Report

POSITION = 20
NAMES_DAY = False


def write(report: Report, stream: TextIO, look: Look) -> None:  # noqa: ARG001 - every format is called alike
    """Write the lines. Their form is part of the interface: words are added at the end, never moved."""
    spell = Spelling(stream)
    for line in _lines(report):
        stream.write(f"{no_command(spell(line))}\n")


def _lines(report: Report) -> Iterator[str]:
    yield from map(_finding, report.findings)
    for finding in report.fixed:
        yield f"{words.place(finding.place)}: fixed {finding.rule} {words.fixed(finding)}"
    yield from map(change_line, report.changes)
    yield from (f"{change_line(change)} (waits for deployment)" for change in report.waiting)
    for artifact in report.artifacts:
        yield f"{artifact.path}: {artifact.state}"


def _finding(finding: Finding) -> str:
    where = finding.place
    if where.span is not None:
        place = f"{where.file}:{where.span.line}:{where.span.column}"
    else:
        place = f"{where.file}:{where.entity}" if where.entity else where.file
    return f"{place}: {finding.level} {finding.rule} {finding.message}"


def change_line(change: Change) -> str:
    """`GTM-ABC1234: change tag "Meta - Purchase": parameter.eventName`."""
    fields = (
        ", ".join(words.route(field.route) for field in change.fields) if change.action in ("change", "rename") else ""
    )
    means = f" [{change.meaning}]" if change.meaning else ""
    return f"{change.owner}: {change.action} {words.change(change, '->')}{': ' if fields else ''}{fields}{means}"
