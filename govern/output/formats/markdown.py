"""The report as Markdown, for a comment on a pull request or the summary of a job (CommonMark, GitHub's and GitLab's).

Every character of foreign text that Markdown gives a meaning is escaped. What hosts look for in text later, where no
escape helps (people and issues they would notify, addresses, emoji names, formulas), goes into a code span.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from govern.core.regex import regex
from govern.output import words
from govern.output.figures import heading, is_number, written
from govern.output.gathered import as_one, gathered, housekept
from govern.output.safe import Look, Spelling, no_command, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from govern.core.report import Cell, Change, FieldChange, Figures, Finding, Report

POSITION = 80

_ODD = regex(r"@|\$|#\d|GH-\d|![0-9]|:[\w+-]+:|://|[wW]{3}\.|mailto:|xmpp:")
_MARKS = regex(r"[\\`*\[\]<>&~|]|\{(?=[+-])|(?<![^\W_])_")
"""What has a meaning within a line; an underscore begins nothing behind a letter or a digit, and where none begins none ends."""

_LEADS = regex(r"^(?:[#+=-]|:(?=-))")
"""What has a meaning where a line begins."""
_SHOWN = 400
"""Changes and findings of one file beyond this are only counted: hosts cut long comments anywhere."""

_RELATED_SHOWN = 3
"""One mistake may show in many places; whoever mends it needs a few of them."""


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write blocks with an empty line between them, the sum first."""
    page = _Page(stream)
    stream.write(f"**{page.say(words.summary(report, look.clean))}**\n")
    for line in _blocks(report, page):
        stream.write(f"{line}\n")


class _Page:
    """Spells and escapes for one stream."""

    def __init__(self, stream: TextIO) -> None:
        self._spell = Spelling(stream)
        self.arrow = "→" if self._spell.has("→") else "->"

    def say(self, foreign: str) -> str:
        """Foreign text on one line, as text."""
        spelled = self._spell(shorten(foreign))
        said = " ".join(map(self._word, spelled.split()))
        return _LEADS.sub(r"\\\g<0>", said) or (_code(spelled) if spelled else "")

    def _word(self, word: str) -> str:
        if _ODD.search(word):
            return _code(word)
        return re.sub(r"^(\d+)([.)])", r"\1\\\2", _MARKS.sub(r"\\\g<0>", word))

    def spelled(self, foreign: str) -> str:
        """Foreign text for a fenced block, where no character has a meaning but three ticks at the start."""
        return self._spell(shorten(foreign)).replace("```", "` ` `")

    def code(self, foreign: str) -> str:
        """Foreign text in a code span."""
        return _code(self._spell(shorten(foreign)))

    def block(self, foreign: str, indent: str) -> Iterator[str]:
        """A line of a file in a fenced block."""
        row = no_command(self._spell(shorten(foreign.replace("\t", "    "))))
        fence = "`" * max(3, _longest_ticks(row) + 1)
        yield f"{indent}{fence}"
        yield f"{indent}{row}"
        yield f"{indent}{fence}"


def _code(spelled: str) -> str:
    fence = "`" * (_longest_ticks(spelled) + 1)
    blank = " " if spelled[:1] in ("`", " ", "") or spelled[-1:] in ("`", " ") else ""
    return f"{fence}{blank}{spelled}{blank}{fence}"


def _longest_ticks(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _blocks(report: Report, page: _Page) -> Iterator[str]:
    """Its blocks; those of each project of several under its name."""
    for part in report.parts:
        sums = part.refused.partition("\n")[0] or words.summary(part.report, "nothing to look at")
        yield from ("", f"## {page.code(part.project)}", "", page.say(sums))
        yield from _own_blocks(part.report, page)
    if not report.parts:
        yield from _own_blocks(report, page)


def _own_blocks(report: Report, page: _Page) -> Iterator[str]:
    yield from (line for figures in report.figures for line in _table(figures, page))
    yield from _found_blocks(report, page)
    if report.block:
        yield from ("", "```yaml", *(no_command(page.spelled(line)) for line in report.block.split("\n")), "```")


def _found_blocks(report: Report, page: _Page) -> Iterator[str]:
    """The containers in one look each, then what was found."""
    if report.overviews:
        from govern.output.overview import markdown_lines

        for overview in report.overviews[:_SHOWN]:
            yield from markdown_lines(overview, page.say, page.code)
    yield from _by_file(gathered(housekept(report.findings, as_one)), page)
    if report.fixed:
        yield from ("", "### Fixed", "")
        yield from _cut([[_fixed(finding, page)] for finding in report.fixed], "finding")
    owners: dict[str, list[Change]] = {}
    for change in report.changes:
        owners.setdefault(change.owner, []).append(change)
    for owner, changes in owners.items():
        yield from ("", f"### {page.code(owner or '(project)')}", "")
        yield from _cut([list(_change(change, page)) for change in changes], "change")
    if report.waiting:
        yield from ("", "### Waits for deployment", "")
        yield from _cut([list(_change(change.replace(fields=()), page)) for change in report.waiting], "change")
    files = [artifact for artifact in report.artifacts if artifact.state != "unchanged"]
    if files:
        yield from ("", "### Files", "")
        yield from _cut([[f"- {artifact.state} {page.code(artifact.path)}"] for artifact in files], "file")
    for note in report.notes:
        yield from ("", page.say(note))


def _table(figures: Figures, page: _Page) -> Iterator[str]:
    yield from ("", f"### {page.say(figures.title)}", "")
    if figures.rows:
        ends = ("---:" if is_number(figures, at) else "---" for at in range(len(figures.columns)))
        yield _row(page.say(heading(column)) for column in figures.columns)
        yield _row(ends)
        for row in figures.rows:
            yield _row(_cell(*one, page) for one in zip(row, figures.columns, strict=True))
        yield ""
    yield from (f"- {page.say(remark)}" for remark in figures.remarks)


def _cell(cell: Cell, column: str, page: _Page) -> str:
    """A number as it is, which has nothing that Markdown gives a meaning; foreign text escaped."""
    return page.say(cell) if isinstance(cell, str) else written(cell, column)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _by_file(findings: tuple[Finding, ...], page: _Page) -> Iterator[str]:
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.place.file, []).append(finding)
    for file, members in files.items():
        yield from ("", f"### {page.code(file or '(project)')}", "")
        yield from _cut([list(_finding(finding, page)) for finding in members], "finding")


def _cut(entries: list[list[str]], noun: str) -> Iterator[str]:
    for entry in entries[:_SHOWN]:
        yield from entry
    if len(entries) > _SHOWN:
        yield f"- and {words.count(len(entries) - _SHOWN, f'more {noun}')}"


def _finding(finding: Finding, page: _Page) -> Iterator[str]:
    place = finding.place
    entity = "" if finding.message.startswith(place.entity) else place.entity  # it is not said twice
    where = f"{place.span.line}:{place.span.column}" if place.span and not place.entity else page.say(entity)
    where += f"{', ' * bool(where)}line {place.span.line}" if place.span and place.entity else ""
    lead = f"**{finding.level}** {where}" if where else f"**{finding.level}**"
    yield f"- {lead} {page.say(finding.message)} ({page.code(finding.rule)})"
    if row := "".join(words.excerpt(finding)):
        yield from page.block(row, "  ")
    if place.entity and (part := words.part(place)):
        yield f"  - in {page.code(part)}"
    if finding.help:
        yield f"  - help: {page.say(finding.help)}"
    for related in finding.related[:_RELATED_SHOWN]:
        where = words.place(related.place)
        yield f"  - also {page.code(where)} {page.say(words.about(related, where))}"
    if len(finding.related) > _RELATED_SHOWN:
        yield f"  - also {len(finding.related) - _RELATED_SHOWN:,} more"


def _fixed(finding: Finding, page: _Page) -> str:
    return f"- {page.code(words.place(finding.place))} {page.say(words.fixed(finding))} ({page.code(finding.rule)})"


def _change(change: Change, page: _Page) -> Iterator[str]:
    means = f" **({page.say(change.meaning)})**" if change.meaning else ""
    yield f"- **{change.action}** {page.say(words.change(change, page.arrow))}{means}"
    if change.action in ("change", "rename"):
        for field in change.fields:
            yield f"  - {_field(field, page)}"
    for also in change.also:
        yield f"  - also: {page.say(also)}"


def _field(field: FieldChange, page: _Page) -> str:
    sides = [page.code(shorten(words.value(side), 200)) for side in (field.before, field.after) if side is not None]
    name = page.code(words.route(field.route) or "(value)")
    sign = "" if len(sides) == 2 else "new " if field.before is None else "gone "
    return f"{name}: {sign}{f' {page.arrow} '.join(sides)}"
