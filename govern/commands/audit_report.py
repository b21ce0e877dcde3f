"""`audit --report`: the files of a review, with what reviewers have decided so far and what the review before said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from govern.commands.diff import differences
from govern.commands.render import is_unread
from govern.core.report import Report
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
    placed = (artifact.replace(path=os.path.join(folder, artifact.path)) for artifact in artifacts)
    return report.replace(artifacts=deliver("", placed, within=project_around(folder)))


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
