"""What the commands share: options, where the project is, how a report leaves."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import click

from govern.cli.selection import Wanted, selection_options, taken_from
from govern.core.record import Record

if TYPE_CHECKING:
    from govern.core.report import Finding, Place, Report, Span
    from govern.output.safe import Manual
    from govern.project import Project

STDIN = "standard input"


@runtime_checkable
class Command(Protocol):
    """A module that is a command. `HELP` says in one line what it does, `POSITION` is its place in the help.

    Its name is the file's; a word of Python's has a `_` after it.
    """

    HELP: str
    POSITION: int
    command: click.Command


class Listed(click.Choice[str]):
    """A choice among what is there, looked up only when somebody chooses or asks for help."""

    def __init__(self, find: Callable[[], tuple[str, ...]]) -> None:
        self.find = find
        super().__init__(())

    def __getattribute__(self, name: str) -> Any:
        return self.find() if name == "choices" else super().__getattribute__(name)


def formats() -> tuple[str, ...]:
    """What `--format` takes."""
    from govern.output import formats_in_order

    return formats_in_order()


class Day(click.ParamType[str]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from govern.spec.base import DAY

        if value and not DAY.accepts(str(value)):
            self.fail(f"{value!r} is not {DAY.says}", param, ctx)
        return str(value)


class Style(Record):
    """How a report is to look, where it goes, and which of its findings are wanted."""

    format: str = "text"
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    output_file: str = ""
    wanted: Wanted = Wanted()


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """`--format`, `--color`, `-q`, `-v` and what chooses findings, which the command gets as one `style`."""

    @wraps(command)
    def styled(*, format_: str | None, **given: Any) -> int:
        wanted = taken_from(given)
        default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
        look = {name: given.pop(name) for name in ("color", "quiet", "verbose", "statistics", "output_file")}
        style = Style(format_ or default, **look, wanted=wanted)
        if style.statistics and style.format not in ("text", "json"):
            raise click.UsageError("--statistics is for the formats text and json")
        if (given.get("write_baseline") or given.get("accepting")) and (wanted.select or wanted.ignore):
            raise click.UsageError("--write-baseline accepts everything that is found; leave out --select and --ignore")
        return command(**given, style=style)

    for option in (
        click.option(
            "-v", "--verbose", is_flag=True, help="Tell every detail, which project was read, and how long it took."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only; the exit code says the rest."),
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
        click.option("--output-file", default="", metavar="FILE", help="Write the report there, whole or not at all."),
        click.option("--statistics", is_flag=True, help="Count findings by rule instead of showing them."),
        click.option("--format", "format_", type=Listed(formats), help="How to print the report."),
    ):
        styled = option(styled)
    return selection_options(styled)


def rule_options(command: Callable[..., int]) -> Callable[..., int]:
    """`-C`, `--project-rules`, `--no-project-rules`: which project's own rules count, if there are any."""
    return switch_option(directory_option(command))


def allow_root(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Let projects extend folders below another one, for this run."""
    if value is not None:
        before = os.environ.get(ROOT)
        os.environ[ROOT] = os.path.abspath(value)
        ctx.call_on_close(lambda: os.environ.pop(ROOT) if before is None else os.environ.update({ROOT: before}))


ROOT = "GOVERN_ROOT"


def directory_option(command: Callable[..., int]) -> Callable[..., int]:
    """`-C` and `--root`: where the project is, and below which folder it may extend others."""
    root = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False),
        metavar="DIR",
        expose_value=False,
        callback=allow_root,
        help="Folders below this one may be extended, beside those of the git work tree.",
    )
    directory = click.option(
        "-C",
        "directory",
        default=".",
        metavar="DIR",
        is_eager=True,
        help="The project's folder (default: from here up).",
    )
    return root(directory(command))


def decide(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Run the project's own Python in this run, or leave it out: leaving out wins, whoever says it."""
    from govern.project.trust import SWITCH, switch

    if value and switch() is not False:
        before = os.environ.get(SWITCH, "")
        os.environ[SWITCH] = "off" if param.name == "no_project_rules" else "on"
        ctx.call_on_close(lambda: os.environ.update({SWITCH: before}))


def switch_option(command: Callable[..., int]) -> Callable[..., int]:
    """`--project-rules` and `--no-project-rules`: whether the project's own code is run."""
    for name, help in (
        ("--no-project-rules", "Leave out the project's own rules in Python, also where they are trusted."),
        ("--project-rules", "Run the project's own rules in Python this once; govern trust says so for good."),
    ):
        command = click.option(name, is_flag=True, expose_value=False, callback=decide, help=help)(command)
    return command


def project_options(command: Callable[..., int]) -> Callable[..., int]:
    """`-C`, `--today` and what `switch_option` adds: which project, on which day, and whether its own code is run."""
    for option in (
        switch_option,
        click.option("--today", type=Day(), metavar="YYYY-MM-DD", help="Judge dates as if it were this day."),
        directory_option,
    ):
        command = option(command)
    return command


staged_option = click.option(
    "--staged", is_flag=True, help="In a git hook: pass over projects that nothing staged is about, deletions included."
)


def roots_of(directory: str, staged: bool) -> tuple[str, ...]:
    """The projects to work on; with `--staged` those that the next commit is about."""
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    if staged:
        from govern.project.staged import concerned

        return concerned(roots)
    return roots


def exports_given(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The exports named on the command line; a name is checked here so that the message is about the command line."""
    for path in paths:
        if path != "-" and not os.path.exists(path):
            raise click.UsageError(f"{path!r} does not exist")
    return paths


def emit(
    report: Report,
    root: str | None,
    style: Style,
    clean: str = "nothing to report",
    *,
    projects: tuple[str, ...] = (),
) -> int:
    """Print the report on standard output, with paths as seen from where the user stands; returns the exit code.

    `projects` are those of a report of many, whose paths count from the current folder already.
    """
    from govern.output import as_of, is_whole, names_day

    report = style.wanted.chosen(report)
    code = style.wanted.code(report)
    if style.verbose:
        read = projects or ((root,) if root is not None else ())
        note(f"project: {', '.join(map(os.path.abspath, read)) or 'none'}, {seconds():.2f} s")
    if report.today and not names_day(style.format):
        note(as_of(report.today))
    if style.quiet:
        report = errors_of(report, code)
        if not is_whole(style.format) and not report.findings:
            return code
    shown = relocated(report, root)
    if shown.findings or shown.changes or shown.notes or shown.artifacts or shown.fixed or shown.figures or shown.block:
        from govern.platforms.masking import covered

        shown = covered(shown)
    printed(shown, style, clean, projects or ((root,) if root is not None else ()))
    return code


def errors_of(report: Report, code: int) -> Report:
    """What `-q` leaves of a report; where that is nothing and the exit code is 1, a line says why."""
    errors = tuple(finding for finding in report.findings if finding.level == "error")
    if code and not errors:
        from govern.output._words import summary

        note(f"{summary(report, '')}; without -q they are shown")
    return report.replace(findings=errors, changes=(), artifacts=(), notes=(), figures=(), block="")


def printed(report: Report, style: Style, clean: str, roots: tuple[str, ...]) -> None:
    """Print a report, or write it to the file that was asked for."""
    from govern.output import write

    if style.output_file:
        import io

        from govern.project.folders import project_around
        from govern.source.writing import present, write_all

        before = {style.output_file: present(style.output_file)}
        stream: Any = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogatepass", newline="\n")
        color, width = False, 100
    else:
        stream, color = sys.stdout, wants_color(style.color)
        width = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 100
    if style.statistics:
        from govern.output import _statistics

        _statistics.write(report, style.format, stream, clean)
    else:
        asked: dict[str, Any] = {"manuals": manuals_of(roots), "patches": patches_of, "details": style.verbose}
        write(report, style.format, stream, color=color, width=width, clean=clean, **asked)
    if style.output_file:
        stream.flush()
        write_all({style.output_file: stream.detach().getvalue()}, before, project_around(style.output_file))


def patches_of(findings: tuple[Finding, ...]) -> list[list[tuple[str, Span, str]]]:
    """What the fixes of findings would change, for formats that offer them."""
    from govern.commands.fix import patches

    return patches(findings)


def manuals_of(roots: tuple[str, ...]) -> Callable[[str], Manual | None]:
    """What finds the manual of a rule, ours or one of the projects' own; drift and rendered files have none."""

    def manual(rule: str) -> Manual | None:
        from govern.output.safe import Manual
        from govern.rules.catalogue import rule_ids
        from govern.rules.own import rule_of

        found = rule_of(None, rule)
        if found is None and rule not in rule_ids() and not rule.startswith(("drift/", "output/")):
            found = next(filter(None, (rule_of(project(root), rule) for root in roots)), None)
        return Manual(found.level, found.manual) if found is not None else None

    @cache
    def project(root: str) -> Project | None:
        from govern.project.roots import project_or_none

        return project_or_none(root)

    return manual


def seconds() -> float:
    """Processor seconds of this run so far."""
    import time

    return time.process_time()


def wants_color(color: str) -> bool:
    """`--color`, then NO_COLOR and FORCE_COLOR, then whether people look."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def of_all(roots: tuple[str, ...], verb: Callable[[str], Report]) -> Report:
    """One report of a verb over many projects, with paths as seen from the current folder."""
    from govern.core.report import Report

    reports = [relocated(verb(root), root) for root in roots] or [Report()]
    if len(reports) == 1:
        return reports[0]
    names = [os.path.relpath(root or ".").replace(os.sep, "/") for root in roots]
    told = list(zip(names, reports, strict=True))
    return reports[0].replace(
        findings=tuple(finding for report in reports for finding in report.findings),
        changes=tuple(c.replace(owner=f"{name}: {c.owner}") for name, report in told for c in report.changes),
        artifacts=tuple(artifact for report in reports for artifact in report.artifacts),
        notes=tuple(f"{name}: {text}" for name, report in told for text in report.notes),
        fixed=tuple(finding for report in reports for finding in report.fixed),
        today=", ".join(sorted({report.today for report in reports if report.today})),
        read="; ".join(f"{name}: {report.read}" for name, report in told if report.read),
    )


def relocated(report: Report, root: str | None) -> Report:
    """The report with its paths as seen from the current folder; those of a project count from its root."""
    here = os.getcwd()
    base = os.path.abspath(root or here)

    def place(found: Place) -> Place:
        return found.replace(file=moved(found.file, base, here)) if found.file not in ("", STDIN) else found

    def seen(finding: Finding) -> Finding:
        return finding.replace(
            place=place(finding.place),
            related=tuple(other.replace(place=place(other.place)) for other in finding.related),
            fix=tuple(edit.replace(place=place(edit.place)) for edit in finding.fix),
        )

    artifacts = (artifact.replace(path=moved(artifact.path, base, here)) for artifact in report.artifacts)
    findings, fixed = tuple(map(seen, report.findings)), tuple(map(seen, report.fixed))
    return report.replace(findings=findings, artifacts=tuple(artifacts), fixed=fixed)


def moved(path: str, base: str, here: str) -> str:
    """A path that counts from `base`, as seen from `here`; an absolute one elsewhere stays absolute."""
    absolute = os.path.normpath(os.path.join(base, path))
    try:
        shown = os.path.relpath(absolute, here)
    except ValueError:  # another drive
        return absolute
    return (absolute if os.path.isabs(path) and shown.startswith("..") else shown).replace(os.sep, "/")


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
