"""`govern audit`: what is wrong in live state, and the quarterly report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from govern.cli.accepting import baseline_options
from govern.cli.common import (
    Style,
    emit,
    exports_given,
    note,
    of_all,
    project_options,
    report_options,
)

if TYPE_CHECKING:
    from govern.core.accepting import Accepting
    from govern.core.report import Report

PERIOD = re.compile(r"[0-9]{4}-?(?:Q[1-4]|0[1-9]|1[0-2])")
HELP = "Check live exports and write the quarterly report."
POSITION = 60


@click.command()
@click.argument("exports", nargs=-1, type=click.Path(), metavar="[EXPORT]...")
@click.option(
    "--report", "report_dir", metavar="DIR", help="Write the report here: HTML, Markdown, CSV, XLSX, JSON and OSCAL."
)
@click.option(
    "--quarter",
    "period",
    default="",
    metavar="2026Q4",
    help="With it: the quarter, or the month (2026-11), that is reviewed.",
)
@click.option(
    "--verify", "verified", metavar="DIR", help="Check the reviews in this folder: files, chain and signatures."
)
@click.option("--sign", "key", metavar="KEY", help="With --verify: sign the newest review with this SSH key first.")
@click.option("--signer", default="", metavar="ADDRESS", help="With --sign: the address under which you may sign.")
@baseline_options
@project_options
@report_options
def command(
    exports: tuple[str, ...],
    report_dir: str | None,
    period: str,
    verified: str | None,
    key: str | None,
    signer: str,
    accepting: Accepting | None,
    directory: str,
    today: str | None,
    style: Style,
) -> int:
    """Check live exports: Tag Manager containers, access lists, served security policies.

    EXPORT is a file or a folder, or - for standard input; what it is, is known by its content. Without a project the
    exports speak for themselves; with one they are also held against its specs, and exports/ is read when none is named. An
    EXPORT that lies in another project is held against that one.
    """
    from govern.commands.audit import audit
    from govern.commands.baseline import accept_live
    from govern.project.roots import find_root, root_or_none, roots_of

    refuse_period(period, report_dir)
    if key is not None and (verified is None or not signer):
        raise click.UsageError("--sign goes with --verify DIR and --signer ADDRESS")
    if verified is not None:
        return emit(checked(verified, key, signer, directory, today), None, style, "all as it was written")
    if accepting is not None:
        if exports:
            raise click.UsageError("--write-baseline is about the project's exports folder: name no EXPORT")
        note(accept_live(find_root(directory), accepting, today=today))
        return 0
    given = exports_given(exports)
    parts = roots_of(given, directory) if directory == "." else {root_or_none(directory): given}
    if len(parts) > 1:
        if report_dir is not None:
            raise click.UsageError("--report is about one project: name the exports of one")
        report = of_all(
            tuple(root or "" for root in parts), lambda root: audit(root or None, parts[root or None], today=today)
        )
        return emit(report, None, style, "nothing to look at", projects=tuple(filter(None, parts)))
    ((root, paths),) = parts.items()
    report = audit(root, paths, today=today, report_dir=report_dir, period=period)
    return emit(report, root, style, "nothing to look at")


def refuse_period(period: str, report_dir: str | None) -> None:
    """Refuse what is neither a quarter nor a month, and one that nothing is written for."""
    if period and not PERIOD.fullmatch(period.strip().upper()):
        raise click.UsageError(f"--quarter takes 2026Q4, or a month such as 2026-11, not {period!r}")
    if period and report_dir is None:
        raise click.UsageError("--quarter goes with --report")


def checked(folder: str, key: str | None, signer: str, directory: str, today: str | None) -> Report:
    """The reviews of a folder, verified; the newest is signed first where somebody wants to."""
    from govern.commands.audit_verify import sign, verify
    from govern.project.roots import root_or_none

    signed = sign(folder, key, signer) if key is not None else None
    report = verify(root_or_none(directory), folder, today=today)
    return (
        report if signed is None else report.replace(artifacts=signed.artifacts, notes=(*signed.notes, *report.notes))
    )
