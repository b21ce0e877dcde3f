"""The verbs: what the commands do, composed from load, rules, plan, render and the exports. They add nothing of their own."""

from __future__ import annotations

import os

from govern.errors import GovernError
from govern.report import LEVELS, Finding, Report

CONFIG = "govern.yaml"


def find_root(start: str) -> str:
    """The nearest folder at or above `start` that has a `govern.yaml`."""
    folder = os.path.abspath(start)
    if not os.path.isdir(folder):
        raise GovernError(f"{start} is not a folder")
    while True:
        if os.path.isfile(os.path.join(folder, CONFIG)):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            message = f"there is no {CONFIG} in {start} or above it"
            raise GovernError(message, help="start a project with: govern init --from EXPORT.json")
        folder = parent


def exit_code(report: Report, level: str = "warning") -> int:
    """1 when there is something to look at: a finding at the level or above, a difference, something out of date."""
    loud = any(LEVELS.index(finding.level) <= LEVELS.index(level) for finding in report.findings)  # type: ignore[arg-type]
    stale = any(artifact.state in ("stale", "missing") for artifact in report.artifacts)
    return 1 if loud or stale or report.changes else 0


def lint(root: str, *, today: str | None = None, use_cache: bool = True, paths: tuple[str, ...] = ()) -> Report:
    """The rules over the specs, the baseline applied. `paths` limit what is shown, from the current folder."""
    from govern import linting

    findings = linting.findings_of(root, today) if use_cache else linting.fresh(root, today)
    notes: tuple[str, ...] = ()
    from govern import baseline

    findings, notes = baseline.new_findings(root, findings)
    if paths:
        findings = within(findings, root, paths)
    return Report(findings, notes=notes)


def within(findings: tuple[Finding, ...], root: str, paths: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings in some files or folders."""
    wanted = [os.path.realpath(path) for path in paths]
    for path, given in zip(wanted, paths, strict=True):
        if not os.path.exists(path):
            raise GovernError(f"{given} does not exist")

    def covered(finding: Finding) -> bool:
        file = os.path.realpath(os.path.join(root, finding.place.file))
        return any(file == path or file.startswith(path + os.sep) for path in wanted)

    return tuple(finding for finding in findings if covered(finding))
