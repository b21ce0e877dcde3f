"""The tracking plan for people: a static site that works from disk, and the same as one Markdown file.

Pages need no server and ask nobody for anything; without scripts they lack the search and the history only. The history
of each event comes from git and lies in a file of its own, `history.js`, which `--check` does not ask for: a commit that
holds both specs and plan cannot name itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Artifact
from govern.project import Project
from govern.render import templates
from govern.render.history import history
from govern.render.plan_tables import tables
from govern.render.planned import Planned, destinations_of, planned

WRITES = "the tracking plan as a site that works from disk, and as Markdown"
POSITION = 60


def artifacts(project: Project) -> Iterator[Artifact]:
    """The site below `<output>/plan`, and `<output>/plan/plan.md`. A project without events has no plan."""
    events = planned(project)
    if not events:
        return
    folder = f"{project.config.output}/plan"
    values = values_of(project, events)
    yield Artifact(f"{folder}/index.html", templates.render("plan/index.html", "html", values, project.root))
    for before, event, after in zip([None, *events], events, [*events[1:], None], strict=False):
        around = {"page": event, "before": before, "after": after}
        page = templates.render("plan/event.html", "html", {**values, **around}, project.root)
        yield Artifact(f"{folder}/events/{event.stem}.html", page)
    yield Artifact(f"{folder}/plan.css", templates.render("plan/plan.css", "html", {}, project.root))
    yield Artifact(f"{folder}/plan.js", templates.render("plan/plan.js", "code", {}, project.root))
    yield Artifact(f"{folder}/plan.md", templates.render("plan/plan.md", "markdown", values, project.root))


def beside(project: Project) -> Iterator[Artifact]:
    """What depends on more than the specs, and so is never out of date: the history, if git has one."""
    stems = {event.event.name: event.stem for event in planned(project)}
    if stems:
        yield Artifact(f"{project.config.output}/plan/history.js", history(project, stems))


def values_of(project: Project, events: list[Planned]) -> dict[str, Any]:
    """What the templates print."""
    destinations = list(destinations_of(project))
    conversions = sum(event.event.kind == "conversion" for event in events)
    counted = [
        ("events", len(events)),
        ("conversions", conversions),
        ("destinations", len(destinations)),
        ("parameters", len({row.name for event in events for row in event.rows})),
    ]
    return {
        "project": project.config.name or "",
        "events": events,
        "destinations": destinations,
        "facts": counted,
        "tables": tables(project, events),
        "language": project.config.specs,
    }
