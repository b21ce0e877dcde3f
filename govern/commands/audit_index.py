"""`audit --report` above several projects: an index over their reviews, and everybody who has access at more than one of them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from govern.core.record import Record
from govern.core.report import Artifact
from govern.source import files

ADMIN = 90


class Row(Record):
    """One project in the index; `state` says why there are no numbers, where there are none."""

    name: str
    folder: str
    state: str = ""
    errors: int = 0
    not_reviewed: int = 0
    admins: int = 0
    undeclared: int = 0
    due: int = 0
    decided: str = ""
    signed: int = 0


class Everywhere(Record):
    """Somebody who has access at several projects."""

    principal: str
    name: str
    projects: int
    roles: int
    admin_at: int
    undeclared: bool


def folders_of(roots: Iterable[str | None]) -> dict[str, str]:
    """The folder of each project's review: its path from where all of them lie, on one level."""
    known = [root for root in roots if root]
    common = os.path.commonpath(known) if len(known) > 1 else os.path.dirname(known[0])
    return {root: os.path.relpath(root, common).replace(os.sep, "-") for root in known}


def write(report_dir: str, folders: dict[str, str], today: str | None, period: str = "") -> tuple[Artifact, ...]:
    """The index of the reviews that were just written, as a page, as Markdown and as a table with a project column."""
    from govern.project.load import load
    from govern.render import templates
    from govern.render.deliver import deliver
    from govern.render.reviews import audit
    from govern.render.reviews.grants import table_of_all

    rows, held = [], []
    projects = {folder: load(root, today=today) for root, folder in folders.items()}
    called = Counter(project.config.name for project in projects.values())
    for folder, project in projects.items():
        stem, own = audit.stem_of(project, period), project.config.name
        name = folder if not own else own if called[own] == 1 else f"{own} ({folder})"
        review = read(os.path.join(report_dir, folder), stem, project.today)
        rows.append(row_of(name, folder, stem, os.path.join(report_dir, folder), review))
        held += [(name, row) for row in (review or {}).get("held", ())]
        day = project.today
    rows.sort(key=lambda row: (not row.state, -row.errors, -row.not_reviewed, -row.undeclared, row.name.casefold()))
    people = everybody(held)
    values = {"rows": rows, "people": people, "today": day, "stem": stem, "projects": len(rows)}
    made = (
        Artifact("index.html", templates.render("audit/index.html", "html", values, "")),
        Artifact("index.md", templates.render("audit/index.md", "markdown", values, "")),
        Artifact(f"{stem}-all-grants.csv", table_of_all(held)),
    )
    placed = (artifact.replace(path=os.path.join(os.path.abspath(report_dir), artifact.path)) for artifact in made)
    return deliver("", placed)


def read(folder: str, stem: str, today: str) -> dict[str, Any] | None:
    """The review that a project has just written; nothing where there is none of this day."""
    path = os.path.join(folder, f"{stem}.json")
    if not os.path.isfile(path):
        return None
    try:
        found = json.loads(files.read_below(path, folder))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("today") == today else None


def row_of(name: str, folder: str, stem: str, path: str, review: dict[str, Any] | None) -> Row:
    """One project's numbers."""
    if review is None:
        return Row(name, folder, "could not be audited, or has no exports")
    held, followed = review["held"], review["followed"]
    admins = {row["principal"].casefold() for row in held if row["kind"] == "person" and (row["rank"] or 0) >= ADMIN}
    counts = {str(label): int(count) for label, count, _ in review["facts"]}
    signatures = os.path.join(path, "signatures", stem)
    signed = sum(entry.endswith(".sig") for entry in os.listdir(signatures)) if os.path.isdir(signatures) else 0
    return Row(name, folder, "", counts["errors"], sum(row["state"] == "not reviewed" for row in review["scope"]), len(admins),
               counts["undeclared roles"], counts["tokens overdue or due now"], f"{len(followed)} of {len(held)}", signed)  # fmt: skip


def everybody(held: Iterable[tuple[str, dict[str, Any]]]) -> list[Everywhere]:
    """Who has access at more than one project, by address; who is undeclared anywhere first, then by how many projects."""
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, row in held:
        found.setdefault(row["principal"].strip().casefold(), []).append((name, row))
    people = [person for rows in found.values() for person in one_of(rows)]
    return sorted(people, key=lambda one: (not one.undeclared, -one.projects, -one.roles, one.principal.casefold()))


def one_of(rows: list[tuple[str, dict[str, Any]]]) -> Iterator[Everywhere]:
    """Somebody, if they are at several projects."""
    projects = {name for name, _ in rows}
    if len(projects) > 1:
        first = rows[0][1]
        admin_at = len({name for name, row in rows if (row["rank"] or 0) >= ADMIN})
        undeclared = any(row["declared"] == "no" for _, row in rows)
        name = next((row["name"] for _, row in rows if row["name"]), "")
        yield Everywhere(first["principal"], name, len(projects), len(rows), admin_at, undeclared)
