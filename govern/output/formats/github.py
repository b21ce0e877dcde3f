"""Annotations on the lines of a pull request: one `::error`, `::warning` or `::notice` command a finding.

The runner shows ten of each level a step, so errors come first. The job's log shows only the message of a command,
without its file and title, so the message ends with both. Changes, files and the summary follow as plain lines.
How a runner reads commands: src/Runner.Common/ActionCommand.cs in https://github.com/actions/runner (read 2026-11-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from govern.core.report import LEVELS, Change, Finding, Report, Span
from govern.output import words
from govern.output.gathered import gathered_apart
from govern.output.safe import Look, Spelling, command_data, command_property, no_command, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

POSITION = 60

_RELATED_SHOWN = 3
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write the commands, then what is not about a place."""
    spell = Spelling(stream)
    for finding in sorted(gathered_apart(report), key=lambda finding: LEVELS.index(finding.level)):
        stream.write(f"{_command(finding, spell)}\n")
    for line in _plain(report, look.clean):
        stream.write(f"{no_command(spell(line))}\n")


def _command(finding: Finding, spell: Spelling) -> str:
    properties = {"file": finding.place.file, **_range(finding.place.span), "title": finding.rule}
    shown = ",".join(f"{name}={command_property(spell(value))}" for name, value in properties.items() if value)
    message = "%0A".join(command_data(spell(shorten(line))) for line in _message(finding))
    return f"::{_COMMANDS[finding.level]} {shown}::{message}"


def _range(span: Span | None) -> dict[str, str]:
    """Lines and columns. Columns go with one line only, so a place over several lines is marked by its lines."""
    if span is None:
        return {}
    last = span.end_line - (span.end_column == 1 and span.end_line > span.line)
    if last == span.line:
        end = span.end_column if span.end_line == span.line else span.column
        return _text(line=span.line, col=span.column, endLine=last, endColumn=end)
    return _text(line=span.line, endLine=last)


def _text(**numbers: int) -> dict[str, str]:
    return {name: str(number) for name, number in numbers.items()}


def _message(finding: Finding) -> Iterator[str]:
    yield finding.message
    if finding.help:
        yield f"help: {finding.help}"
    for related in finding.related[:_RELATED_SHOWN]:
        yield f"also: {words.related(related, finding.place.file)}"
    if len(finding.related) > _RELATED_SHOWN:
        yield f"also: {len(finding.related) - _RELATED_SHOWN:,} more"
    yield f"at {words.place(finding.place)} ({finding.rule})"


def _plain(report: Report, clean: str) -> Iterator[str]:
    for finding in report.fixed:
        yield f"fixed {words.place(finding.place)}: {words.fixed(finding)} ({finding.rule})"
    yield from map(_change, report.changes)
    yield from (f"{_change(change)}, waits for deployment" for change in report.waiting)
    for artifact in report.artifacts:
        if artifact.state != "unchanged":
            yield f"{artifact.state} {artifact.path}"
    yield from report.notes
    yield words.summary(report, clean)


def _change(change: Change) -> str:
    fields = f" ({words.count(len(change.fields), 'field')})" if change.fields and change.action == "change" else ""
    return f"{change.action} {change.owner}: {words.change(change, '->')}{fields}"
