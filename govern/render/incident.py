"""The page of an incident, for those who ask what it cost: how much is missing, what it was worth, who learns from it, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.report import Artifact, Cell, Figures, Report
from govern.counts.incident import lead
from govern.project import Project
from govern.render import templates

FILE = "incident.html"


def render(project: Project, report: Report, days: tuple[str, str]) -> Iterator[Artifact]:
    """The page, of what was found of an incident."""
    values: dict[str, Any] = {
        "project": project.config.name or "",
        "days": days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}",
        "lead": lead(report.figures),
        "tables": [described(table) for table in report.figures],
        "notes": report.notes,
    }
    yield Artifact(FILE, templates.render("counts/incident.html", "html", values, project.root))


def described(table: Figures) -> dict[str, Any]:
    """A table as the page shows it: numbers to the right, the verdict with its tone."""
    return {
        "title": table.title,
        "columns": table.columns,
        "rows": [[(shown(cell, name), not isinstance(cell, str), tone(cell)) for cell, name in zip(row, table.columns, strict=True)]
                 for row in table.rows],
        "remarks": table.remarks,
    }  # fmt: skip


def shown(cell: Cell, column: str) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return f"{cell:+.1f} %" if column.endswith("%") else f"{cell:,}"


def tone(cell: Cell) -> str:
    """How loud a verdict is."""
    return {"missing": "bad", "still too few": "bad", "too many": "warn", "as usual": "good"}.get(str(cell), "")
