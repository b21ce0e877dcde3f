"""Findings on a page: by file, each with the line it is about and a mark below the very characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.output import words
from govern.output.page import BOLD, CYAN, DIM, RED, YELLOW, Page
from govern.output.safe import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Finding

_INKS = {"error": (BOLD, RED), "warning": (BOLD, YELLOW), "note": (BOLD, CYAN)}

_RELATED_SHOWN = 3
"""One mistake may show in many places; whoever mends it needs a few of them."""


class _Columns(Record):
    """The widths that the findings of a file share, so that they stand below each other."""

    line: int
    column: int
    level: int

    @property
    def position(self) -> int:
        """The columns that `12:7` and the gap after it take; none when nothing has a line."""
        return self.line + self.column + 3 if self.line else 0

    def bar(self, finding: Finding) -> int:
        """The column of the bar: below the colon of `12:7`, else below the level."""
        return 6 if finding.place.entity else 2 + self.line


def blocks(findings: tuple[Finding, ...], page: Page) -> Iterator[list[str]]:
    """One block for each file, in the order the files first appear."""
    level = max(len(finding.level) for finding in findings)
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.place.file, []).append(finding)
    for file, members in files.items():
        yield [page.heading(file or "(project)"), *_file(members, _columns(members, level), page)]


def _columns(findings: list[Finding], level: int) -> _Columns:
    spans = [one.place.span for one in findings if one.place.span is not None and not one.place.entity]
    return _Columns(
        max((len(str(span.line)) for span in spans), default=0),
        max((len(str(span.column)) for span in spans), default=0),
        level,
    )


def _file(findings: list[Finding], columns: _Columns, page: Page) -> Iterator[str]:
    """The findings of one file; those with more than a line stand apart, those of one entity below its name."""
    entity, tall = "", False
    for number, finding in enumerate(findings):
        message = _message(finding, columns, page)
        details = [*_excerpt(finding, columns, page), *_remarks(finding, columns, page)]
        if number and (tall or details):
            yield ""
        if finding.place.entity != entity:
            entity = finding.place.entity
            if entity:
                span = finding.place.span
                line = page.ink(f"  line {span.line}", DIM) if span is not None else ""
                yield f"  {page.ink(page.say(entity), CYAN)}{line}"
        yield from message
        yield from details
        tall = bool(details)


def _message(finding: Finding, columns: _Columns, page: Page) -> list[str]:
    span, entity = finding.place.span, finding.place.entity
    position = "" if span is None else f"{span.line:>{columns.line}}:{span.column}"
    lead = "    " if entity else f"  {page.ink(position.ljust(columns.position), DIM)}"
    level = page.ink(finding.level.ljust(columns.level), *_INKS[finding.level])
    indent = (4 if entity else 2 + columns.position) + columns.level + 2
    lines = page.wrap(page.say(finding.message), indent)
    rule = page.say(finding.rule)
    if indent + width(lines[-1]) + 2 + width(rule) <= page.width:
        lines[-1] = f"{lines[-1]}  {page.rule_name(finding.rule)}"
    else:
        lines.append(page.rule_name(finding.rule))
    return [f"{lead}{level}  {lines[0]}", *(f"{' ' * indent}{line}" for line in lines[1:])]


def _excerpt(finding: Finding, columns: _Columns, page: Page) -> list[str]:
    span, source = finding.place.span, words.first_line(finding.source)
    if span is None or not source.strip():
        return []
    start = min(span.column - 1, len(source))
    end = len(source) if span.end_line > span.line else min(span.end_column - 1, len(source))
    indent = columns.bar(finding)
    bar = f"{' ' * indent}{page.ink('|', DIM)} "
    cut = page.cut(source, start, max(end, start + 1), page.width - indent - 2)
    mark = page.ink("^" * max(1, width(cut.focus)), *_INKS[finding.level])
    return [f"{bar}{cut.head}{cut.focus}{cut.tail}".rstrip(), f"{bar}{' ' * width(cut.head)}{mark}"]


def _remarks(finding: Finding, columns: _Columns, page: Page) -> Iterator[str]:
    place, bar = finding.place, columns.bar(finding)
    if place.entity and (part := words.part(place)):
        yield from _remark("at", part, bar, page)
    if finding.help:
        yield from _remark("help", finding.help, bar, page)
    if finding.link and page.details:
        yield from _remark("in Tag Manager", finding.link, bar, page)
    for related in finding.related[:_RELATED_SHOWN]:
        yield from _remark("also", words.related(related, place.file), bar, page)
    if len(finding.related) > _RELATED_SHOWN:
        yield from _remark("also", f"{len(finding.related) - _RELATED_SHOWN:,} more, see --format json", bar, page)


def _remark(label: str, text: str, bar: int, page: Page) -> Iterator[str]:
    indent = bar + len(label) + 4
    first, *rest = page.wrap(page.say(text), indent)
    yield f"{' ' * bar}{page.ink('=', DIM)} {page.ink(f'{label}:', CYAN)} {first}"
    yield from (f"{' ' * indent}{line}" for line in rest)
