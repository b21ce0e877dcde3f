"""What `reconcile --incident` tells: the gap in the data of some days, and what changed just before."""

from __future__ import annotations

from govern.commands.reconcile import with_counts
from govern.core.errors import GovernError
from govern.core.report import Report


def incident(
    root: str | None, typed: tuple[str, ...], since: str, until: str, fixed: str = "", *, today: str | None = None,
    report_dir: str | None = None,
) -> Report:  # fmt: skip
    """The gap of some days in every source, for those who ask what it cost, and the days after the fix; on request as a page."""
    from govern.counts import incident as subject
    from govern.source.history import versions

    if root is None:
        raise GovernError("there is no project here: counts are declared in its specs", help="govern init DIR")
    if since > until or (fixed and fixed < since):
        raise GovernError(
            f"{since} to {until} is not a range of days" if since > until else f"--fixed {fixed} is before the incident"
        )
    project = with_counts(root, typed, "", "", today)
    figures, notes = subject.incident(project, since, until, fixed)
    if not figures:
        raise GovernError(f"nothing is known of {since} to {until}: the counts do not reach back four weeks before")
    commits = ((one.day, one.commit, one.subject) for one in versions(root, (project.config.specs,)))
    notes = (*notes, *subject.changed_before(since, commits))
    report = Report(notes=notes, today=project.held_day, figures=figures)
    if report_dir is None:
        return report
    from govern.commands.reconcile import placed
    from govern.render.incident import render

    return report.replace(artifacts=placed(render(project, report, (since, until)), report_dir))
