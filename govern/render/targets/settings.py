"""What to set at each platform: a checklist in the platform's words, and the same as calls of its interface.

It is what `govern diff` says of settings, put the other way round. Nothing is executed; whoever makes the calls puts the credential
where a name in `${...}` stands. After the next export `govern diff` has nothing left.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.core.report import Artifact
from govern.project import Project
from govern.project.live import with_exports
from govern.render import templates
from govern.settings.live import name_of
from govern.settings.steps import Step, as_data, steps
from govern.settings.wished import unsaid

WRITES = "what to set at each platform: a checklist, and the calls of its interface"
POSITION = 66


def artifacts(project: Project) -> Iterator[Artifact]:
    """The checklist and the calls below `<output>/settings`; a project that says nothing of settings and windows has none."""
    if unsaid(project):
        return
    project = with_exports(project)
    found = list(steps(project))
    if not found and not project.live.settings:
        return
    folder = f"{project.config.output}/settings"
    yield Artifact(
        f"{folder}/checklist.md",
        templates.render("settings/checklist.md", "markdown", values_of(project, found), project.root),
    )
    calls = {"schema_version": 1, "steps": [as_data(one) for one in found]}
    yield Artifact(f"{folder}/calls.json", json.dumps(calls, indent=2, ensure_ascii=False) + "\n")


def lacks(project: Project) -> str:
    """Why there is neither a checklist nor a call."""
    if reason := unsaid(project):
        return reason
    return f"there is no export of settings to hold the specs against: put one into {project.config.exports}/ (docs/settings.md says which calls make one)"


def values_of(project: Project, found: list[Step]) -> dict[str, Any]:
    """What the template prints: the steps at each destination."""
    names = list(dict.fromkeys(one.destination for one in found))
    return {
        "project": project.config.name or "",
        "files": sorted({read.file for read in project.live.settings}),
        "destinations": [
            (
                name,
                name_of(next(one.platform for one in found if one.destination == name)),
                [one for one in found if one.destination == name],
            )
            for name in names
        ],
    }
