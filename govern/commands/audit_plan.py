"""`audit --plan`: what to change at each platform, as a checklist. Nothing is changed by us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.project.live import exports_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from govern.core.report import Report


def planned(
    root: str | None, paths: tuple[str, ...], chosen: Callable[[Report], Report], *, today: str | None = None
) -> tuple[str, Report]:
    """The checklist in Markdown, and the report that it comes from; `chosen` leaves the findings that somebody wants."""
    from govern.commands.audited import judged
    from govern.platforms import masked
    from govern.project.load import bare, load
    from govern.render.reviews import removals

    live = exports_of(root, paths)
    if not live.sources:
        raise GovernError(
            "there is no export to plan by", help="govern audit --plan EXPORT.json, or a folder of exports"
        )
    project = load(root, today=today, live=live) if root is not None else bare(today, live)
    found, accepted = judged(project, whole=not paths)
    report = chosen(found)
    return masked(removals.text(project, removals.plan(project, report.findings), len(accepted))), report


def put(file: str, text: str) -> None:
    """Write the checklist into a file, whole or not at all."""
    from govern.project.folders import project_around
    from govern.source.writing import present, write_all

    before = {file: present(file)}
    write_all({file: text.encode("utf-8", "surrogatepass")}, before, project_around(file))
