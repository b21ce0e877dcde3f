"""`verify`: captured traffic, held against what is known of the platforms and, in a project, against its specs."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Report, by_cost

if TYPE_CHECKING:
    from govern.captures.hit import Capture
    from govern.captures.read import Counting
    from govern.project import Project


def verify(
    root: str | None, paths: tuple[str, ...], *, today: str | None = None, report_dir: str | None = None,
    counted: Counting = iter,
) -> Report:  # fmt: skip
    """What is wrong in captures, and what they held; on request a page with each payload beside its contract."""
    project = captured(root, paths, today=today, counted=counted)
    report = verified(project)
    if report_dir is None:
        return report
    from govern.project.folders import project_around
    from govern.render import verify as renderer
    from govern.render.deliver import deliver

    folder = os.path.abspath(report_dir)
    pages = renderer.render(project, report.findings)
    placed = (artifact.replace(path=os.path.join(folder, artifact.path)) for artifact in pages)
    return report.replace(artifacts=deliver("", placed, within=project_around(folder)))


def compared(paths: tuple[str, ...]) -> Report:
    """What a good capture has that a bad one has not, field by field."""
    from govern.captures.compare import changes
    from govern.captures.read import read_captures

    good, bad = (read_captures([path], sys.stdin.buffer) for path in paths)
    for captures in (good, bad):
        if not any(capture.hits for capture in captures):
            raise nothing(captures)
    return Report(changes=tuple(changes(good, bad)))


def learned(paths: tuple[str, ...], *, today: str | None = None) -> str:
    """First specs from captures, as YAML."""
    from govern.captures.learn import specs

    return specs(captured(None, paths, today=today))


def captured(
    root: str | None, paths: tuple[str, ...], *, today: str | None = None, counted: Counting = iter
) -> Project:
    """The project, or an empty one, with what was captured."""
    from govern.captures.read import read_captures
    from govern.project.exports import Exports
    from govern.project.load import bare, load

    captures = read_captures(paths, sys.stdin.buffer, counted=counted)
    if not any(capture.requests or capture.damaged for capture in captures):
        raise nothing(captures)
    live = Exports(captures=captures)
    return load(root, today=today, live=live) if root is not None else bare(today, live)


def nothing(captures: tuple[Capture, ...]) -> GovernError:
    """Why nothing can be verified."""
    from govern.captures.read import EXPECTED

    told = "; ".join(
        f"{capture.file}: {capture.remark or 'no hit of a platform that govern knows was seen'}"
        for capture in captures[:5]
    )
    return GovernError(f"there is nothing to verify: {told or 'the folder is empty'}", help=EXPECTED)


def verified(project: Project) -> Report:
    """`verify` of a project with its captures."""
    from govern.captures.coverage import heard, lines
    from govern.captures.keys import lines as keys
    from govern.captures.told import hits
    from govern.rules.run import run

    notes = (*lines(project), *keys(project))
    if project.root:
        name = project.config.name or os.path.basename(project.root)
        notes = (*notes, f'held against the specs of the project "{name}"')
    if not hits(project) and not any(capture.messages for capture in project.live.captures):
        notes = (*notes, "no hit of a platform that govern knows was seen")
    read = f"{len(hits(project)):,} hit{'s' * (len(hits(project)) != 1)}"
    findings = by_cost(run(project, "captures"))
    captures = tuple(map(heard, project.live.captures))
    return Report(findings, notes=notes, today=project.held_day, read=read, captures=captures)
