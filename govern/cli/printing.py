"""How a report leaves: with paths as seen from where the user stands, on standard output or in a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govern.cli.style import Style
    from govern.core.report import Finding, Place, Report, Span
    from govern.output.safe import About, Look, Manual
    from govern.project import Project

STDIN = "standard input"


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
        from govern.output import statistics

        statistics.write(report, style.format, stream, clean)
    else:
        asked: dict[str, Any] = {"manuals": manuals_of(roots), "patches": patches_of, "details": style.verbose}
        asked |= {"pages": pages(), "links": not style.output_file and shows_links()}
        asked |= {"about": about(roots)} if style.format in ("json", "html") else {}
        write(report, style.format, stream, color=color, width=width, clean=clean, **asked)
    if style.output_file:
        stream.flush()
        write_all({style.output_file: stream.detach().getvalue()}, before, project_around(style.output_file))


def about(roots: tuple[str, ...]) -> About | None:
    """What the report is of: the command that runs, and on which day it judges."""
    import click

    from govern import __version__
    from govern.output.safe import About
    from govern.platforms.masking import covered_text

    context = click.get_current_context(silent=True)
    if context is None:
        return None
    command = context.info_name or ""
    names = tuple(covered_text(moved(root, "", os.getcwd())) for root in roots)
    day = context.params.get("today") or ""
    if not day and command in JUDGING:
        from govern.core.clock import today_in
        from govern.project.load import day_of_root

        day = day_of_root(roots[0]) if len(roots) == 1 else "" if roots else today_in("UTC")
    name = covered_text(name_of(roots[0])) if len(roots) == 1 else ""
    return About(__version__, command, names, day, name)


def name_of(root: str) -> str:
    """What a project calls itself, or else its folder."""
    from govern.project.load import config_of

    return config_of(root).name or os.path.basename(os.path.abspath(root))


JUDGING = ("lint", "check", "render", "diff", "audit", "due")
"""The commands that judge days."""

PAGES = "GOVERN_DOCS"
"""The address of the folder `docs` of a copy of this repository, where rules have their pages."""


def pages() -> str:
    """The address below which rules have their pages, if somebody said so; nothing but an address of the web."""
    given = os.environ.get(PAGES, "").rstrip("/")
    return given if given.startswith(("https://", "http://")) and given.isascii() and given.isprintable() else ""


LINKING = ("VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "KONSOLE_VERSION")
LINKING_PROGRAMS = ("iTerm.app", "vscode", "WezTerm", "ghostty", "Hyper", "Tabby")


def shows_links() -> bool:
    """Whether standard output is a terminal of those that show links (OSC 8) rather than their code."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return os.environ.get("TERM_PROGRAM") in LINKING_PROGRAMS or any(map(os.environ.get, LINKING))


def plain_look(color: str) -> Look:
    """How a page that is not a report is to look on standard output."""
    from govern.output.safe import Look

    width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 100
    return Look(wants_color(color), width)


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
        if found is None and rule not in rule_ids() and not rule.startswith(("drift/", "waiting/", "output/")):
            found = next(filter(None, (rule_of(project(root), rule) for root in roots)), None)
        return Manual(found.level, found.manual) if found is not None else None

    @cache
    def project(root: str) -> Project | None:
        from govern.project.roots import project_or_none

        return project_or_none(root)

    return manual


def seconds() -> float:
    """Processor seconds of this run so far, those of the processes that it started included."""
    return sum(os.times()[:4])


def wants_color(color: str) -> bool:
    """`--color`, then NO_COLOR and FORCE_COLOR, then whether people look."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def relocated(report: Report, root: str | None) -> Report:
    """The report with its paths as seen from the current folder; those of a project count from its root.

    A report of several projects has such paths already.
    """
    if report.parts:
        return report
    here = os.getcwd()
    base = os.path.abspath(root or here)
    shown = cache(lambda path: moved(path, base, here))

    def place(found: Place) -> Place:
        file = shown(found.file) if found.file not in ("", STDIN) else found.file
        return found if file == found.file else found.replace(file=file)

    def seen(finding: Finding) -> Finding:
        at = place(finding.place)
        if at is finding.place and not finding.related and not finding.fix:
            return finding
        return finding.replace(
            place=at,
            related=tuple(other.replace(place=place(other.place)) for other in finding.related),
            fix=tuple(edit.replace(place=place(edit.place)) for edit in finding.fix),
        )

    artifacts = (artifact.replace(path=shown(artifact.path)) for artifact in report.artifacts)
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
