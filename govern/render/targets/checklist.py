"""What to try before a launch and after a fix: the project's own events, desktop and phone apart, as Markdown with boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Artifact
from govern.project import Project
from govern.render import templates
from govern.render.planned import Planned, planned

WRITES = "what to try before a launch and after a fix"
POSITION = 70


def artifacts(project: Project) -> Iterator[Artifact]:
    """The list, `<output>/checklist.md`; a project without events has none."""
    rows = [row(project, one) for one in planned(project) if one.event.status == "active"]
    if rows:
        values = {"project": project.config.name or "", "rows": rows}
        text = templates.render("checklist/checklist.md", "markdown", values, project.root)
        yield Artifact(f"{project.config.output}/checklist.md", text)


def row(project: Project, one: Planned) -> dict[str, Any]:
    """What is tried of one event."""
    event = one.event
    both = any(len(told.legs) > 1 for told in one.told)
    return {
        "name": event.name,
        "when": one.when,
        "message": event.message,
        "required": [fact.key for fact in one.rows if fact.required],
        "told": [f'{told.destination} is told "{told.name}" by the {" and the ".join(told.legs)}' for told in one.told],
        "event_id": event.event_id if both else None,
        "once_per": event.fires.once_per if event.fires is not None else None,
        "waits": waiting(project, one),
    }


def waiting(project: Project, one: Planned) -> list[str]:
    """The destinations that wait for the visitor's choice."""
    names = dict.fromkeys(told.destination for told in one.told)
    known = project.destination_by_name
    return [name for name in names if one.event.consent or (name in known and known[name].consent)]
