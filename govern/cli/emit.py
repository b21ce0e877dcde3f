"""How a report, a diff or a remark leaves the program, and the exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from govern.cli.printing import printed, relocated, seconds
from govern.cli.style import Style

if TYPE_CHECKING:
    from govern.core.report import Report


def emit(
    report: Report,
    root: str | None,
    style: Style,
    clean: str = "nothing to report",
    *,
    projects: tuple[str, ...] = (),
) -> int:
    """Print the report on standard output, with paths as seen from where the user stands; returns the exit code.

    `projects` are those of a report whose paths count from the current folder already.
    """
    from govern.output import as_of
    from govern.output.formats import is_whole, names_day

    found = len(report.findings)
    report = style.wanted.chosen(report)
    clean = clean if len(report.findings) == found else "nothing among what was asked for"
    code = style.wanted.code(report)
    if style.verbose:
        read = projects or ((root,) if root is not None else ())
        note(f"project: {', '.join(map(os.path.abspath, read)) or 'none'}, {seconds():.2f} s")
    if report.today and not names_day(style.format):
        note(as_of(report.today))
    refusals(report)
    if style.quiet:
        report = errors_of(report, code)
        if not is_whole(style.format):
            if not report.findings:
                return code
            report = report.replace(parts=tuple(part for part in report.parts if part.report.findings))
    shown = relocated(report, root)
    told = (shown.findings, shown.changes, shown.notes, shown.artifacts, shown.fixed, shown.waiting, shown.figures)
    if any(told) or shown.block:
        from govern.platforms.masking import covered

        shown = covered(shown)
    printed(shown, style, clean, projects or ((root,) if root is not None else ()))
    return code


def tell_day(root: str | None, today: str | None) -> None:
    """Name the day that a project holds still, on standard error, beside an answer that is not a report."""
    from govern.output import as_of
    from govern.project.roots import held_day

    if root is not None and (held := held_day(root, today)):
        note(as_of(held))


def refusals(report: Report) -> None:
    """Say why the work could not be done in some of several projects."""
    for part in report.parts:
        if part.refused:
            from govern.platforms import masked

            note(masked(f"govern: {part.project}: {part.refused}"))


UNKNOWN_TABLE = "exports/unknown-table"
"""The rule about files that nobody read, of which `-q` says so too."""


def errors_of(report: Report, code: int) -> Report:
    """What `-q` leaves of a report; where that is nothing and the exit code is 1, a line says why."""
    from govern.output.words import summary

    if code == 1 and all(finding.level != "error" for finding in report.findings):
        note(f"{summary(report, '')}; without -q they are shown")
    for finding in report.findings:
        if finding.rule == UNKNOWN_TABLE:
            note(f"{finding.place.file} was not read: {finding.message}")
    return report.each(only_errors)


def only_errors(report: Report) -> Report:
    """The errors of a report, and nothing else."""
    errors = tuple(finding for finding in report.findings if finding.level == "error")
    return report.replace(
        findings=errors, changes=(), waiting=(), artifacts=(), notes=(), figures=(), block="", overviews=()
    )


def patch(diff: str) -> None:
    """A diff on standard output: as it is for a program, spelled safely for people and for a log that obeys lines.

    Credentials are covered even so; such a diff can be read, and no longer be applied where they stand.
    """
    from govern.platforms import masked

    shown = masked(diff)
    if shown != diff:
        note("a credential is covered in this diff, which can not be applied there")
    diff = shown
    if sys.stdout.isatty() or os.environ.get("GITHUB_ACTIONS") == "true":
        from govern.output.safe import Spelling, no_command

        spell = Spelling(sys.stdout)
        diff = "".join(f"{no_command(spell(line))}\n" for line in diff.split("\n")[:-1])
        sys.stdout.write(diff)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(diff.encode())


def note(text: str) -> None:
    """A remark for people, on standard error; its lines stay lines, everything else is spelled safely."""
    from govern.output.safe import Spelling, no_command

    spell = Spelling(sys.stderr)
    print("\n".join(no_command(spell(line)) for line in text.split("\n")), file=sys.stderr)
