"""`verify`: captured traffic, held against what is known of the platforms and, in a project, against its specs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Report, by_cost

if TYPE_CHECKING:
    from govern.captures.hit import Capture
    from govern.project import Project


def verify(root: str | None, paths: tuple[str, ...], *, today: str | None = None) -> Report:
    """What is wrong in captures, and what they held."""
    return verified(captured(root, paths, today=today))


def captured(root: str | None, paths: tuple[str, ...], *, today: str | None = None) -> Project:
    """The project, or an empty one, with what was captured."""
    from govern.captures.read import read_captures
    from govern.project.exports import Exports
    from govern.project.load import bare, load

    captures = read_captures(paths, sys.stdin.buffer)
    if not any(capture.requests or capture.damaged for capture in captures):
        raise nothing(captures)
    live = Exports(captures=captures)
    return load(root, today=today, live=live) if root is not None else bare(today, live)


def nothing(captures: tuple[Capture, ...]) -> GovernError:
    """Why nothing can be verified."""
    from govern.captures.read import EXPECTED

    told = "; ".join(f"{capture.file}: {capture.remark}" for capture in captures[:5] if capture.remark)
    return GovernError(f"there is nothing to verify: {told or 'the folder is empty'}", help=EXPECTED)


def verified(project: Project) -> Report:
    """`verify` of a project with its captures."""
    import os

    from govern.captures.coverage import lines
    from govern.captures.told import hits
    from govern.rules.run import run

    notes = tuple(lines(project))
    if project.root:
        name = project.config.name or os.path.basename(project.root)
        notes = (*notes, f'held against the specs of the project "{name}"')
    if not hits(project):
        notes = (*notes, "no hit of a platform that govern knows was seen")
    read = f"{len(hits(project)):,} hit{'s' * (len(hits(project)) != 1)}"
    findings = by_cost(run(project, "captures"))
    return Report(findings, notes=notes, today=project.held_day, read=read)
