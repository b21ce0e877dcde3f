"""`check`: lint, render --check, audit and diff of the exports folder, and verify of the captures folder, in one report that tells
what there is to do."""

from __future__ import annotations

from collections.abc import Iterator

from govern.commands.audited import located
from govern.commands.diff import differences, ours
from govern.commands.render import rendered, stopping
from govern.commands.unjudged import unjudged
from govern.core.report import Change, Finding, Report, by_level
from govern.gtm.container import LABELS
from govern.project import Project
from govern.project.live import captures_folder, exports_of

STEPS = ("lint", "render", "audit", "verify", "diff")
"""What `check` consists of, by the commands that do it alone."""


def check(root: str, *, today: str | None = None, steps: tuple[str, ...] = STEPS) -> Report:
    """Some or all of lint, render --check, diff and audit of the exports folder, and verify, in one report. The rules are asked once.

    What differs from live is told apart: what waits for deployment is not a reason to fail, what has drifted is.
    """
    from govern.project.load import load
    from govern.rules.own import left_out
    from govern.rules.run import run

    project = load(root, today=today, live=exports_of(root, ()))
    said = run(project, "specs")
    findings, notes = judged(project, said, steps)
    heard, read = verified(project, captures_folder(root) if "verify" in steps else "")
    findings = (*findings, *heard)
    notes = (*notes, *read, *left_out(project), *(unjudged(project) if "lint" in steps else ()))
    looked = Report(told(project, findings), notes=notes, today=project.held_day)
    if not {"render", "diff"} & {*steps}:
        return looked
    if errors := stopping(project, said):
        also = (error for error in errors if error not in findings)
        stopped = "nothing was rendered or compared, because the specs have errors"
        return looked.replace(findings=told(project, (*findings, *also)), notes=(*notes, stopped))
    made = rendered(project, (), said, check=True) if "render" in steps else Report()
    live = compared(project) if "diff" in steps else Report()
    notes = (*notes, *made.notes, *live.notes)
    findings = tuple(followed(findings, live.waiting))
    if not project.live.sources and {"audit", "diff"} & {*steps}:
        notes = (*notes, f"{project.config.exports} holds no exports, so nothing live was looked at")
    return looked.replace(
        findings=told(project, (*findings, *made.findings)),
        changes=live.changes,
        waiting=live.waiting,
        artifacts=made.artifacts,
        notes=notes,
    )


def told(project: Project, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of all steps as they are told: errors first, each in an export with its line."""
    return by_level(located(project, findings))


def verified(project: Project, folder: str) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What the rules say of all the traffic captured in a folder, portion by portion, and what was read of it."""
    if not folder:
        return (), ()
    from govern.commands.verify import in_pieces, judged, not_listed
    from govern.rules.run import sort

    total, said, earlier = judged(project, (folder,), shown_from=project.root)
    read = (counted.line(file) for file, counted in total.files.items())
    return sort(said.findings()), (*read, *not_listed(said), *in_pieces(total, earlier))


def judged(
    project: Project, said: tuple[Finding, ...], steps: tuple[str, ...]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What the rules say in some steps and the baseline does not cover, and remarks about it."""
    from govern.project import baseline
    from govern.rules.run import run

    groups = {"lint": baseline.SPECS, "audit": baseline.LIVE}
    found = (*(said if "lint" in steps else ()), *(run(project, "live") if "audit" in steps else ()))
    asked = tuple(group for step, group in groups.items() if step in steps)
    return baseline.new_findings(project.root, found, asked, today=project.today)


NOT_SENT = "containers/declared-event-not-sent"
"""The rule that says of the specs what is not live yet."""


OF_POLICIES = ("csp/allowed-undeclared", "csp/declared-not-served", "csp/missing-host", "csp/reports-lost")
"""The rules that hold a served policy against what is declared."""


def followed(findings: tuple[Finding, ...], waiting: tuple[Change, ...]) -> Iterator[Finding]:
    """The findings; what deployment puts right, of an entity, a policy or an event that waits for it, is a note."""
    from govern.csp.difference import KIND

    pages = {change.name for change in waiting if change.kind == KIND}
    entities = {f'{LABELS.get(change.kind, change.kind)} "{change.before_name or change.name}"' for change in waiting}
    owners = {change.owner for change in waiting}
    for finding in findings:
        of_event = finding.rule == NOT_SENT and any(owner in finding.message for owner in owners)
        of_policy = finding.rule in OF_POLICIES and is_of(finding, pages)
        waits = finding.place.entity in entities or of_event or of_policy
        yield finding.replace(level="note", help="deploy what is rendered") if waits else finding


def is_of(finding: Finding, pages: set[str]) -> bool:
    """Whether a finding is about a page, which a plan names by its address or else by its file."""
    return finding.place.file in pages or finding.place.entity.rpartition(" of ")[2] in pages


def compared(project: Project) -> Report:
    """The differences from live: what is ours and waits for deployment, and what has drifted."""
    if not project.live.sources:
        return Report()
    found = differences(project)
    waiting = ours(project, found.changes)
    drift = tuple(change for change in found.changes if change not in waiting)
    return found.replace(changes=drift, waiting=waiting)
