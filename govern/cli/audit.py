"""`govern audit`: what is wrong in live state, and the quarterly report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from govern.cli.accepting import baseline_options
from govern.cli.emit import emit, note
from govern.cli.options import exports_given, jobs_option, project_options, report_options
from govern.cli.progress import progress
from govern.cli.projects import name_of, over
from govern.cli.style import Style
from govern.core.regex import regex

if TYPE_CHECKING:
    from govern.core.accepting import Accepting
    from govern.core.report import Report

PERIOD = regex(r"[0-9]{4}-?(?:Q[1-4]|0[1-9]|1[0-2])")
HELP = "Check live exports and write the quarterly report."
POSITION = 60


@click.command()
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@click.option(
    "--report",
    "report_dir",
    metavar="DIR",
    help="Write the report here: HTML, Markdown, CSV, XLSX, JSON and OSCAL.",
)
@click.option(
    "--quarter",
    "period",
    default="",
    metavar="2026Q4",
    help="With it: the quarter, or the month (2026-11), that is reviewed.",
)
@click.option("--pdf", is_flag=True, help="With --report: as a PDF too (pip install 'govern-tracking[pdf]').")
@click.option(
    "--platform", default="", metavar="KEY", help="Of which platform a table of people is that does not say it."
)
@click.option(
    "--plan", "wants_plan", is_flag=True, help="Print what to change at each platform as a checklist, in order."
)
@click.option(
    "--open-review", is_flag=True, help="Write the roles that are left to decide as a spec file, for a pull request."
)
@click.option(
    "--verify", "verified", metavar="DIR", help="Check the reviews in this folder: files, chain and signatures."
)
@click.option("--sign", "key", metavar="KEY", help="With --verify: sign the newest review with this SSH key first.")
@click.option("--signer", default="", metavar="ADDRESS", help="With --sign: the address under which you may sign.")
@baseline_options
@jobs_option
@project_options
@report_options
def command(
    exports: tuple[str, ...],
    report_dir: str | None,
    period: str,
    pdf: bool,
    platform: str,
    wants_plan: bool,
    open_review: bool,
    verified: str | None,
    key: str | None,
    signer: str,
    accepting: Accepting | None,
    jobs: int | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check live exports: Tag Manager containers, access lists, served security policies.

    EXPORT is a file or a folder, or - for standard input; what it is, is known by its content. Without a project the
    exports speak for themselves; with one they are also held against its specs, and exports/ is read when none is named. An
    EXPORT that lies in another project is held against that one; a project's folder, or one above several, means the
    exports of each. With --report each of several projects has a review in a folder of its own, below an index of all.

    \b
    Examples:
      govern audit GTM-ABC1234.json users.csv
      govern audit --report access-review --pdf
      govern audit --plan > todo.md
      govern audit --verify access-review
    """
    refuse_period(period, is_used=report_dir is not None or open_review)
    if pdf and report_dir is None:
        raise click.UsageError("--pdf goes with --report DIR")
    refuse_together(exports, report_dir, verified, key, signer, style, plan=wants_plan, accepts=accepting is not None)
    if verified is not None:
        return emit(checked(verified, key, signer, directory, today), None, style, "all as it was written")
    if open_review:
        return opened(directory, period, today, style)
    if wants_plan:
        return plans(exports, directory, today, style)
    if accepting is not None:
        return accept_all(accepting, directory, today)
    return projects_audited(exports, report_dir, period, pdf, platform, jobs, directory, today, style)


def refuse_together(
    exports: tuple[str, ...],
    report_dir: str | None,
    verified: str | None,
    key: str | None,
    signer: str,
    style: Style,
    *,
    plan: bool,
    accepts: bool,
) -> None:
    """Options that say nothing together."""
    if key is not None and (verified is None or not signer):
        raise click.UsageError("--sign goes with --verify DIR and --signer ADDRESS")
    if plan and report_dir is not None:
        raise click.UsageError("--plan prints the checklist; --report writes it beside the report")
    if plan and (style.format not in ("text", "markdown", "github") or style.statistics):
        raise click.UsageError("--plan is a checklist in Markdown: leave --format and --statistics out")
    if accepts and exports:
        raise click.UsageError("--write-baseline is about the project's exports folder: name no EXPORT")


def projects_audited(
    exports: tuple[str, ...],
    report_dir: str | None,
    period: str,
    pdf: bool,
    platform: str,
    jobs: int | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """The exports of one project or of several, each held against its own specs."""
    from govern.commands.audit import audit
    from govern.commands.audit_index import folders_of, write
    from govern.project.roots import any_roots, here_or_none, loose, scopes_of

    scopes = scopes_of(exports_given(exports), directory, here_or_none, any_roots)
    for file in loose(exports):
        note(f"{file} is in no project and was not looked at: name it to have it looked at")
    many = len(scopes) > 1
    folders = folders_of(scopes) if many and report_dir is not None else {}
    if folders and len(folders) < len(scopes):
        raise click.UsageError("--report is about projects: name no EXPORT that lies in none")
    asked = partial(audit, today=today, period=period, pdf=pdf, of_several=many, platform=platform)
    each = {
        root: partial(asked, root, paths, report_dir=below(report_dir, folders.get(root or "", "")))
        for root, paths in scopes.items()
    }
    report = over(each, jobs if "-" not in exports else 1)
    if report_dir is not None and folders:
        report = report.replace(artifacts=(*report.artifacts, *write(report_dir, folders, today, period)))
    return emit(report, None, style, "nothing to look at", projects=tuple(filter(None, scopes)))


def plans(exports: tuple[str, ...], directory: str, today: str | None, style: Style) -> int:
    """The checklist of each project, printed or in the file that was asked for; the exit code is that of the audit."""
    from govern.commands.audit_plan import planned, put
    from govern.project.roots import any_roots, here_or_none, scopes_of

    scopes = scopes_of(exports_given(exports), directory, here_or_none, any_roots)
    with progress(len(scopes)) as work:
        each = work.counted(scopes.items())
        found = [planned(root, paths, style.wanted.chosen, today=today) for root, paths in each]
    text = "\n".join(text for text, _ in found)
    if style.output_file:
        put(style.output_file, text)
    else:
        click.echo(text, nl=False)
    return max((style.wanted.code(report) for _, report in found), default=0)


def opened(directory: str, period: str, today: str | None, style: Style) -> int:
    """The review of a project, opened as a spec file."""
    from govern.commands.audit_report import open_review
    from govern.project.roots import find_root

    root = find_root(directory)
    return emit(open_review(root, period, today=today), root, style)


def below(report_dir: str | None, folder: str) -> str | None:
    """Where a project's review is written: in the folder itself, or of several projects each in one of its own."""
    return f"{report_dir}/{folder}" if report_dir is not None and folder else report_dir


def accept_all(accepting: Accepting, directory: str, today: str | None) -> int:
    """Accept what is found in the exports folder of each project."""
    from govern.commands.baseline import accept_live
    from govern.project.roots import find_roots

    roots = find_roots(directory)
    for root in roots:
        with progress():
            said = accept_live(root, accepting, today=today)
        note(f"{name_of(root)}: {said}" if len(roots) > 1 else said)
    return 0


def refuse_period(period: str, *, is_used: bool) -> None:
    """Refuse what is neither a quarter nor a month, and one that nothing is written for."""
    if period and not PERIOD.fullmatch(period.strip().upper()):
        raise click.UsageError(f"--quarter takes 2026Q4, or a month such as 2026-11, not {period!r}")
    if period and not is_used:
        raise click.UsageError("--quarter goes with --report or --open-review")


def checked(folder: str, key: str | None, signer: str, directory: str, today: str | None) -> Report:
    """The reviews of a folder, verified; the newest is signed first where somebody wants to."""
    from govern.commands.audit_verify import sign, verify
    from govern.project.roots import root_or_none

    signed = sign(folder, key, signer) if key is not None else None
    report = verify(root_or_none(directory), folder, today=today)
    return (
        report if signed is None else report.replace(artifacts=signed.artifacts, notes=(*signed.notes, *report.notes))
    )
