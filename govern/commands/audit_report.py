"""`audit --report`: the files of a review, with what reviewers have decided so far and what the review before said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from govern.commands.diff import differences
from govern.commands.render import is_unread
from govern.core.report import Artifact, Report
from govern.source import files

if TYPE_CHECKING:
    from govern.project import Project
    from govern.project.baseline import Accepted
    from govern.render._decisions import Decided, Subject


def written(
    project: Project, report: Report, accepted: tuple[Accepted, ...], report_dir: str, period: str = ""
) -> Report:
    """The report with the files that were written. Decisions that cannot be read are never written over."""
    from govern.project.folders import project_around
    from govern.render import audit as renderer
    from govern.render.deliver import deliver

    whole = bool(project.root) and not any(map(is_unread, report.findings))
    changes = differences(project).changes if whole else ()
    folder = os.path.abspath(report_dir)
    table, book = renderer.table_of(project, period), renderer.book_of(project, period)
    decided = decisions_in(os.path.join(folder, table), os.path.join(folder, book))
    given = renderer.Given(accepted, decided, rows_before(folder, table), period)
    artifacts = tuple(renderer.render(project, report.findings, changes, project.live.sources, given))
    if project.root:
        artifacts = (*artifacts, manifest_of(project, folder, period, artifacts))
    placed = (artifact.replace(path=os.path.join(folder, artifact.path)) for artifact in artifacts)
    return report.replace(artifacts=deliver("", placed, within=project_around(folder)))


def manifest_of(project: Project, folder: str, period: str, artifacts: tuple[Artifact, ...]) -> Artifact:
    """The manifest that binds the files of a review together, and to the review before."""
    from govern.project.baseline import FILE
    from govern.render import _manifest
    from govern.render.audit import stem_of
    from govern.source import git

    name = stem_of(project, period) + _manifest.ENDING
    found = os.listdir(folder) if os.path.isdir(folder) else []
    earlier = [
        other for other in found if other.endswith(_manifest.ENDING) and len(other) == len(name) and other < name
    ]
    previous = (max(earlier), files.read_below(os.path.join(folder, max(earlier)), folder)) if earlier else None
    beside = {part: files.read_below(path, project.root) for part in (FILE, "allowed_signers")
              if os.path.isfile(path := os.path.join(project.root, part))}  # fmt: skip
    it = git.checkout(project.root)
    revision = (git.ask(it, "rev-parse", "HEAD") or b"").decode("ascii", "replace").strip() if it is not None else ""
    text = _manifest.manifest(
        project,
        stem_of(project, period).removeprefix("audit-"),
        artifacts,
        project.live.sources,
        previous,
        revision,
        beside,
    )
    return Artifact(name, text)


def decisions_in(table: str, book: str) -> dict[Subject, Decided]:
    """What reviewers have decided in the table and the workbook of an earlier run, which are about to be written anew."""
    from govern.render._decisions import merged, read, read_workbook

    found = read(files.read(table), os.path.basename(table)) if os.path.exists(table) else {}
    return merged(found, read_workbook(files.read(book), os.path.basename(book))) if os.path.exists(book) else found


def rows_before(folder: str, table: str) -> tuple[dict[str, str], ...]:
    """The rows of the newest table of an earlier review in the same folder, of months or quarters alike."""
    from govern.render._decisions import all_rows

    kind = len(table)
    if not os.path.isdir(folder):
        return ()
    names = (name for name in os.listdir(folder) if name.startswith("audit-") and name.endswith("-grants.csv"))
    earlier = [name for name in names if len(name) == kind and name < table]
    return tuple(all_rows(files.read(os.path.join(folder, max(earlier))), max(earlier))) if earlier else ()
