"""The attribution page: every conversion at every tool with its windows, model, counting, currency and clock, declared and live.

Live is what the settings among the project's exports say. What cannot be compared stands in the last column, with the reason that
the specs give. Below stand the changes that platforms have recorded since the last review. HTML to read and print, Markdown to keep, JSON for programs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.attribution.conversions import conversions
from govern.core.report import Artifact
from govern.project import Project
from govern.project.live import with_exports
from govern.render import templates
from govern.settings.live import name_of
from govern.settings.recorded import last_review, recorded
from govern.settings.table import COLUMNS, HEADS, Row, rows
from govern.settings.wished import unsaid

WRITES = "the attribution page: windows, models and counting of every conversion at every tool"
POSITION = 64


def artifacts(project: Project) -> Iterator[Artifact]:
    """The page below `<output>/attribution`; a project that says nothing of windows and settings has none."""
    if unsaid(project):
        return
    folder = f"{project.config.output}/attribution"
    yield from pages(with_exports(project), f"{folder}/index", f"{folder}/attribution")


def lacks(project: Project) -> str:
    """Why there is no page."""
    if reason := unsaid(project):
        return reason
    events = [event.name for event, _ in conversions(project)]
    if not events:
        return 'no active event has "kind: conversion": say so of those that count, and map them to destinations'
    return f'no mapping sends "{events[0]}" to a destination: map the conversions'


def pages(project: Project, page: str, others: str) -> Iterator[Artifact]:
    """The page of a project with its exports, and the same as Markdown and JSON, by the beginnings of their paths."""
    table = rows(project)
    if not table:
        return
    values = values_of(project, table)
    yield Artifact(f"{page}.html", templates.render("attribution/page.html", "html", values, project.root))
    yield Artifact(f"{others}.md", templates.render("attribution/page.md", "markdown", values, project.root))
    data = {
        **plain(table),
        "changes": [{name: getattr(one, name) for name in one.__fields__} for one in recorded(project)],
    }
    yield Artifact(f"{others}.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def values_of(project: Project, table: tuple[Row, ...]) -> dict[str, Any]:
    """What the templates print."""
    files = sorted({found.file for found in project.live.settings})
    events = list(dict.fromkeys(row.event for row in table))
    said = {
        field: head for field, head in zip(COLUMNS, HEADS, strict=True) if any(row.cells[field].text for row in table)
    }
    return {
        "project": project.config.name or "",
        "events": [(event, [row_values(row, said) for row in table if row.event == event]) for event in events],
        "heads": list(said.values()),
        "unsaid": [head.lower() for head in HEADS if head not in said.values()],
        "files": files,
        "apart": sum(cell.differs for row in table for cell in row.cells.values()),
        "since": last_review(project),
        "changes": [(one, name_of(one.platform)) for one in recorded(project)],
        "facts": [(noun if count == 1 else f"{noun}s", count) for noun, count in counts(events, table)],
    }


def counts(events: list[str], table: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    """How much the page is about."""
    yield "conversion", len(events)
    yield "tool", len({row.destination for row in table})


def row_values(row: Row, said: dict[str, str]) -> dict[str, Any]:
    """One row as it is printed, with the columns of which any row says something."""
    return {
        "destination": row.destination,
        "platform": name_of(row.platform),
        "counted_by": row.counted_by,
        "cells": [(head, row.cells[field]) for field, head in said.items()],
        "remarks": row.remarks,
        "reason": row.reason,
    }


def plain(table: tuple[Row, ...]) -> dict[str, Any]:
    """The table for programs: a value that nobody says is null."""
    return {
        "schema_version": 1,
        "conversions": [
            {
                "event": row.event,
                "destination": row.destination,
                "platform": row.platform,
                "counted_by": row.counted_by,
                "declared": {field: row.cells[field].declared or None for field in COLUMNS},
                "live": {field: row.cells[field].live or None for field in COLUMNS},
                "remarks": list(row.remarks),
                "reason": row.reason or None,
            }
            for row in table
        ],
    }
