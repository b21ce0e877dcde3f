"""What `reconcile --incident` tells: the gap in the data of some days, and what changed just before."""

from __future__ import annotations

from govern.commands.reconcile import held, of_groups, of_specs, placed, with_counts
from govern.core.errors import GovernError
from govern.core.report import Report, by_cost


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
    project = held(project, project.live.replace(incident=(since, until, fixed)))
    figures, notes = subject.incident(project)
    if not figures:
        why = "; ".join(notes) or "no source counts events"
        raise GovernError(f"nothing is known of {since} to {until}: {why}")
    commits = ((one.day, one.commit, one.subject) for one in versions(root, (project.config.specs,)))
    notes = (*notes, *subject.changed_before(since, commits))
    found = by_cost((*of_specs(project), *of_groups(project, ("incident/",))))
    report = Report(found, notes=notes, today=project.held_day, figures=figures)
    if report_dir is None:
        return report
    from govern.render.incident import render

    return report.replace(artifacts=placed(render(project, report, (since, until)), report_dir))
