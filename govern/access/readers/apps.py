"""Programs of others that are connected to an account and act in its name.

- Meta: `GET /BUSINESS/client_apps?fields=name,id,category,link` (or `owned_apps`), Business settings › Apps;
- Google Workspace: Security › API controls › App access control › Download list;
- any table with a column for the app (app, app name, application) and, if there are, for its id, permissions, who connected it
  and when it was last used.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.columns import Columns, app_columns, platform_of, platform_of_folder
from govern.access.dated import dated
from govern.access.entries import Collector, answer, rest, text_of
from govern.access.readers.table import Line, cell_of, delimiter_of, rows_in, rows_of
from govern.core.reader import Given
from govern.core.report import Place

PRECEDENCE = 48
READS = "any"
HOLDS = "apps"

OF_APPS = frozenset({"category", "link", "namespace", "app_domains", "logo_url", "icon_url", "app_type", "scopes"})


def is_row(value: Any) -> bool:
    """Whether this is an app as the Graph API prints it."""
    return isinstance(value, dict) and {"id", "name"} <= value.keys() and not OF_APPS.isdisjoint(value)


def matches(data: Any) -> bool:
    """Whether this lists apps."""
    if isinstance(data, str):
        return bool(delimiter_of(data, app_columns))
    rows = rows_in(data)
    if not rows or not all(isinstance(row, dict) for row in rows):
        return False
    return all(is_row(row) for row in rows) or app_columns(list(rows[0])) is not None


def read(given: Given) -> tuple[AccessList, ...]:
    """Every app."""
    into = Collector(given.file, "")
    if not isinstance(given.data, str) and all(is_row(row) for row in rows_in(given.data)):
        found = answer(given.data, (), is_row)
        for route, row in found.rows:
            into.add(text_of(row["name"]) or text_of(row["id"]), permissions(row), route, kind="service", platform="meta",
                     extras=rest(row, "name"), place=named(Place(given.file, route), text_of(row["name"])))  # fmt: skip
        return (into.list(found),)
    rows: list[tuple[Line, Columns]] = (
        list(rows_of(given.data, given.file, app_columns)) if isinstance(given.data, str) else objects(given)
    )
    days, nearby = dated(rows, into), platform_of_folder(given.file)
    for line, columns in rows:
        if name := columns.cell(line.cells, "app") or columns.cell(line.cells, "app_id"):
            into.add(name, columns.cell(line.cells, "role"), (), kind="service", name=columns.cell(line.cells, "principal"),
                     platform=platform_of(columns.cell(line.cells, "platform"), "", "") or nearby,
                     last_active=days.day("last_active", columns, line.cells), place=named(line.place, name),
                     extras={"id": columns.cell(line.cells, "app_id")})  # fmt: skip
    return (into.list(),)


def objects(given: Given) -> list[tuple[Line, Columns]]:
    """A list of objects as the lines of a table."""
    rows = [(Line([cell_of(v) for v in row.values()], Place(given.file, (at,))), app_columns(list(row)))
            for at, row in enumerate(rows_in(given.data))]  # fmt: skip
    return [(line, columns) for line, columns in rows if columns is not None]


def named(place: Place, name: str) -> Place:
    """The place of an app, named by it."""
    return place.replace(entity=f'app "{name}"')


def permissions(row: dict[str, Any]) -> str:
    """What an app may do, where the answer says so."""
    said = row.get("permissions") or row.get("scopes")
    return ", ".join(text_of(item) for item in said) if isinstance(said, list) else text_of(said)
