"""`check`: lint, render --check, audit and diff of the exports folder, in one report."""

from __future__ import annotations

from govern.commands.diff import differences
from govern.commands.render import rendered, stopping
from govern.core.report import Report
from govern.project.load import exports_of


def check(root: str, *, today: str | None = None) -> Report:
    """Lint, render --check, diff and audit of the exports folder, in one report. The rules are asked once."""
    from govern.project import baseline
    from govern.project.load import load
    from govern.rules.own import left_out
    from govern.rules.run import run

    project = load(root, today=today, live=exports_of(root, ()))
    said = run(project, "specs")
    findings, notes = baseline.new_findings(
        root, said + run(project, "live"), (baseline.SPECS, baseline.LIVE), today=project.today
    )
    notes = (*notes, *left_out(project))
    if errors := stopping(project, said):
        told = (*findings, *(error for error in errors if error not in findings))
        stopped = "nothing was rendered or compared, because the specs have errors"
        return Report(told, notes=(*notes, stopped), today=project.held_day)
    made = rendered(project, (), said, check=True)
    findings, notes = (*findings, *made.findings), (*notes, *made.notes)
    changed = differences(project) if project.live.containers else Report()
    if not project.live.sources:
        notes = (*notes, f"{project.config.exports} holds no exports, so nothing live was looked at")
    return Report(findings, changed.changes, made.artifacts, notes + changed.notes, today=project.held_day)
