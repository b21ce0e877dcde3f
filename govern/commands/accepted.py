"""`lint --accepted`: what is found and let through, by comments and by the baseline, with who accepts it, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Finding, Report

if TYPE_CHECKING:
    from govern.project import Project


def accepted(root: str, *, today: str | None = None) -> Report:
    """Everything that is found today and not told, in the specs and in the exports folder, as notes."""
    from govern.project.exports import Exports
    from govern.project.live import exports_of
    from govern.project.load import load
    from govern.rules.run import sort

    live = exports_of(root, ())
    project = load(root, today=today, live=live)
    found = [*commented(project.beside(Exports())), *based(project)]
    return Report(sort(found), today=project.held_day)


def commented(project: Project) -> Iterator[Finding]:
    """What comments in the specs let through."""
    from govern.rules.run import silenced

    for finding, ignore in silenced(project):
        where = f"by the comment in line {ignore.line}"
        yield let_through(finding, where, "", ignore.until, ignore.reason)


def based(project: Project) -> Iterator[Finding]:
    """What the baseline lets through, in the specs and of what is live."""
    from govern.commands.audited import judged
    from govern.project import baseline
    from govern.rules.run import run

    assert project.root is not None
    of_specs = baseline.accepted_now(project.root, run(project, "specs"), today=project.today)
    of_live = judged(project)[1] if project.live.sources else ()
    for finding, entry in (one._values() for one in (*of_specs, *of_live)):
        by, until = entry.get("by", ""), entry.get("until", "")
        yield let_through(finding, f"in {baseline.FILE}", by, until, entry.get("reason") or baseline.NO_REASON)


def let_through(finding: Finding, where: str, by: str, until: str, reason: str) -> Finding:
    """A finding as a note that says why nobody is told of it."""
    who = f" by {by}" if by else ""
    end = f" until {until}" if until else ""
    return finding.replace(level="note", help=f"{finding.level}, accepted {where}{who}{end}: {reason}", fix=())
