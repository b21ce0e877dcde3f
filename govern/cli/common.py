"""What the commands share: options, where the project is, how a report leaves."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from govern.report import Report

F = TypeVar("F", bound=Callable[..., Any])

STDIN = "standard input"
FORMATS = ("text", "concise", "json", "github")


class Day(click.ParamType):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from govern.model.base import DAY

        if not DAY.accepts(str(value)):
            self.fail(f"{value!r} is not {DAY.says}", param, ctx)
        return str(value)


def report_options(command: F) -> F:
    """`--format`, `--color`, `-q`, `-v`: how the report looks."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say more on standard error."),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only; the exit code says the rest."),
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
        click.option(
            "--level",
            type=click.Choice(["error", "warning", "note"]),
            default="warning",
            show_default=True,
            help="Exit with 1 from this level on.",
        ),
        click.option("--format", "format_", type=click.Choice(FORMATS), help="How to print the report."),
    ):
        command = option(command)
    return command


def project_options(command: F) -> F:
    """`-C` and `--today`: which project, and on which day."""
    for option in (
        click.option("--today", type=Day(), metavar="YYYY-MM-DD", help="Judge dates as if it were this day."),
        click.option("-C", "directory", default=".", metavar="DIR", help="The project's folder (default: from here up)."),
    ):
        command = option(command)
    return command


def chosen_format(format_: str | None) -> str:
    """The format asked for; on GitHub Actions annotations are the default."""
    return format_ or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")


def wants_color(color: str) -> bool:
    """`--color`, then NO_COLOR and FORCE_COLOR, then whether people look."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def exports_given(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The exports named on the command line; a name is checked here so that the message is about the command line."""
    for path in paths:
        if path != "-" and not os.path.exists(path):
            raise click.UsageError(f"{path!r} does not exist")
    return paths


def emit(report: Report, root: str | None, *, format_: str | None, color: str, quiet: bool, clean: str = "") -> None:
    """Print the report on standard output, with paths as seen from where the user stands."""
    from govern.output import write

    if quiet:
        report = report.replace(
            findings=tuple(finding for finding in report.findings if finding.level == "error"), notes=()
        )
        if not report.findings and chosen_format(format_) in ("text", "concise", "github"):
            return
    columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 100
    shown = relocated(report, root)
    extra = {"clean": clean} if clean else {}
    write(shown, chosen_format(format_), sys.stdout, color=wants_color(color), width=columns, **extra)


def relocated(report: Report, root: str | None) -> Report:
    """The report with its paths as seen from the current folder; those of a project count from its root."""
    here = os.getcwd()
    base = os.path.abspath(root or here)

    def moved(path: str) -> str:
        absolute = os.path.normpath(os.path.join(base, path))
        try:
            shown = os.path.relpath(absolute, here)
        except ValueError:  # another drive
            return absolute
        return (absolute if os.path.isabs(path) and shown.startswith("..") else shown).replace(os.sep, "/")

    def place(found: Any) -> Any:
        return found.replace(file=moved(found.file)) if found.file not in ("", STDIN) else found

    findings = (
        finding.replace(
            place=place(finding.place),
            related=tuple(other.replace(place=place(other.place)) for other in finding.related),
        )
        for finding in report.findings
    )
    artifacts = (artifact.replace(path=moved(artifact.path)) for artifact in report.artifacts)
    return report.replace(findings=tuple(findings), artifacts=tuple(artifacts))


def note(text: str) -> None:
    """A remark for people, on standard error; its lines stay lines, everything else is spelled safely."""
    from govern.output.safe import Spelling

    spell = Spelling(sys.stderr)
    print("\n".join(spell(line) for line in text.split("\n")), file=sys.stderr)
