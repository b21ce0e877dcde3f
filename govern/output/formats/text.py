"""The report for people: findings by file with the line they are about, changes as a plan, files made, and the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from govern.output import words
from govern.output.page import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Page
from govern.output.safe import Look, no_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from govern.core.report import Artifact, Finding, Part, Report

POSITION = 10

_UNCHANGED_SHOWN = 10
_SILENT_SHOWN = 10
"""So many projects with nothing to look at are named; of more only the number is told, but with `-v`."""


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write the blocks with an empty line between them; the sum comes last."""
    page = Page(stream, look)
    for line in _lines(report, page):
        stream.write(f"{no_command(line)}\n")


def _lines(report: Report, page: Page) -> Iterator[str]:
    if report.parts:
        yield from _several(report, page)
        return
    blocks = (*_blocks(report, page), [line for line in _sum(report, page) if line])
    for at, block in enumerate(filter(None, map(list, blocks))):
        if at:
            yield ""
        yield from block


def _several(report: Report, page: Page) -> Iterator[str]:
    """Each project under its name, with its sum; one with nothing to tell is a line, and of many such the number is enough. The
    sum of all comes last."""
    silent = [words.verdict(part) == words.VERDICTS[-1] for part in report.parts]
    hide = sum(silent) > _SILENT_SHOWN and not page.details
    for part, is_silent in zip(report.parts, silent, strict=True):
        name, blocks = page.say(part.project), list(_blocks(part.report, page))
        if hide and is_silent and not blocks:
            continue
        if blocks:
            yield page.ink(f"{page.rule * 2} {name} ", BOLD) + page.ink(
                page.rule * max(2, page.width - len(name) - 4), DIM
            )
            yield ""
        for block in blocks:
            yield from block
            yield ""
        yield from _verdict(part, page)
        if blocks:
            yield ""
    yield from _sum(report, page)


def _verdict(part: Part, page: Page) -> Iterator[str]:
    """The sum of one project of several."""
    if part.refused:
        first = part.refused.partition("\n")[0]
        yield from (page.ink(line, BOLD, RED) for line in page.wrap(page.say(f"{part.project}: {first}"), 0))
        return
    yield from _sum(part.report, page, f"{part.project}: ")


def _blocks(report: Report, page: Page) -> Iterator[Iterable[str]]:
    if report.figures:
        from govern.output.figures import lines

        yield from (lines(figures, page) for figures in report.figures)
    yield from _found(report, page)
    if report.block:
        yield [page.spell(line) for line in report.block.split("\n")]


def _found(report: Report, page: Page) -> Iterator[Iterable[str]]:
    """The containers in one look each, then what was found, what differs, and remarks."""
    if report.overviews:
        from govern.output.overview import FEW_CONTAINERS, text_lines

        if len(report.overviews) <= FEW_CONTAINERS or page.details:
            yield from (text_lines(overview, page) for overview in report.overviews)
    if report.findings:
        from govern.output.findings import blocks
        from govern.output.gathered import gathered, housekept

        told = report.findings if page.details else housekept(report.findings)
        yield from blocks(gathered(told), page)
    if again := _errors_again(report, page):
        yield again
    if report.fixed:
        yield _fixed(report.fixed, page)
    if report.changes:
        from govern.output import plan

        yield from plan.blocks(report.changes, page)
    if report.waiting:
        from govern.output import plan

        yield from plan.waiting(report.waiting, page)
    if report.artifacts:
        yield _files(report.artifacts, page)
    if report.notes:
        yield [line for note in report.notes for line in page.wrap(page.say(note), 0)]


_MANY, _REPEATED = 30, 10
"""After so many findings the errors among them are named again at the end, so many of them."""


def _errors_again(report: Report, page: Page) -> list[str]:
    """The errors of a long report in a line each, where they may have scrolled away; none where everything is an error."""
    errors = [finding for finding in report.findings if finding.level == "error"]
    if len(report.findings) < _MANY or not errors or len(errors) == len(report.findings):
        return []
    shown = (f"{words.place(finding.place)}: {finding.message}" for finding in errors[:_REPEATED])
    more = [f"and {len(errors) - _REPEATED:,} more"] if len(errors) > _REPEATED else []
    lines = [line for text in (*shown, *more) for line in page.wrap(page.say(text), 2)]
    return [page.ink(f"{words.count(len(errors), 'error')} among them:", BOLD, RED), *(f"  {line}" for line in lines)]


def _fixed(findings: tuple[Finding, ...], page: Page) -> Iterator[str]:
    """What was put right: where, and what is there now."""
    for finding in findings:
        label = f"{page.ink('fixed', GREEN)}  "
        text = f"{words.place(finding.place)} {words.fixed(finding)} ({finding.rule})"
        first, *rest = page.wrap(page.say(text), 7)
        yield f"{label}{first}"
        yield from (f"{' ' * 7}{line}" for line in rest)


def _files(artifacts: tuple[Artifact, ...], page: Page) -> Iterator[str]:
    """State and path; of the many files of a second run that are unchanged, only their number."""
    inks = {"written": GREEN, "unchanged": DIM, "stale": YELLOW, "missing": RED}
    unchanged = sum(artifact.state == "unchanged" for artifact in artifacts)
    hide = unchanged > _UNCHANGED_SHOWN
    column = max(len(artifact.state) for artifact in artifacts)
    for artifact in artifacts:
        if not (hide and artifact.state == "unchanged"):
            yield f"{page.ink(artifact.state.ljust(column), inks[artifact.state])}  {page.say(artifact.path)}"
    if hide:
        yield f"{page.ink('unchanged', DIM)}  {words.count(unchanged, 'file')}"


def _sum(report: Report, page: Page, lead: str = "") -> list[str]:
    levels = {finding.level for finding in report.findings}
    if "error" in levels:
        codes = (BOLD, RED)
    elif "warning" in levels:
        codes = (BOLD, YELLOW)
    else:
        codes = (BOLD, CYAN) if levels or report.changes else (BOLD, GREEN)
    return [page.ink(line, *codes) for line in page.wrap(page.say(lead + words.summary(report, page.clean)), 0)]
