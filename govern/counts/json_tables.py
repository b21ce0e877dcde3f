"""Tables out of JSON: the answers of the Analytics Data API and of TikTok's reports, lists of objects, a record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govern.core.errors import GovernError
from govern.core.report import Place
from govern.counts.table import Table
from govern.platforms.ga4.export import flat, is_row

WRAPPERS = ("rows", "data", "results", "items", "list", "orders", "records", "value", "elements")
"""Keys under which a list of objects stands."""

DEEPEST = 3
RANGES = (("date_start", "date_stop"), ("dateRange.start", "dateRange.end"))
"""The ends of the days that a row is about."""


def json_tables(data: Any, file: str) -> tuple[Table, ...]:
    """The tables of a JSON document, each object of a list a row."""
    if isinstance(data, dict) and "dimensionHeaders" in data and "metricHeaders" in data:
        return (of_analytics(data, file),)
    if scores := list(scores_in(data)):
        return (of_objects(scores, file, "match-quality"),)
    rows = [one for row in rows_in(data) for one in by_action(row)]
    if not rows:
        return ()
    if all(isinstance(row.get("metrics"), dict) and isinstance(row.get("dimensions"), dict) for row in rows):
        flat = [{**row["dimensions"], **row["metrics"]} for row in rows]
        return (of_objects(flat, file, "tiktok-report"),)
    return (of_rows(rows, file),)


def of_rows(rows: list[dict[str, Any]], file: str) -> Table:
    """A list of objects; rows of the export of Analytics with their parameters as columns."""
    if all(map(is_row, rows)):
        return of_objects(list(map(flat, rows)), file, "ga4-export")
    return of_objects(rows, file, "rows")


def scores_in(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The match quality of events: as Meta's dataset quality has it, an object an event, or a score by the event's name."""
    if isinstance(data, list):
        for one in data:
            yield from scores_in(one, depth)
    elif isinstance(data, dict) and depth < DEEPEST:
        quality = data.get("event_match_quality")
        if isinstance(quality, dict) and isinstance(quality.get("composite_score"), int | float):
            yield {"event_name": str(data.get("event_name", "")), "score": quality["composite_score"]}
        elif isinstance(quality, dict):
            yield from ({"event_name": n, "score": s} for n, s in quality.items() if isinstance(s, int | float))
        else:
            for key in ("web", "pixels", "data"):
                yield from scores_in(data.get(key), depth + 1)


def rows_in(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The list of objects that JSON is, or wraps."""
    if isinstance(data, list):
        if data and all(isinstance(page, dict) and isinstance(page.get("results"), list) for page in data):
            data = [row for page in data for row in page["results"]]  # Google Ads answers so, a page after the other
        return data if data and all(isinstance(row, dict) for row in data) else []
    if isinstance(data, dict) and depth < DEEPEST:
        for key in WRAPPERS:
            if found := rows_in(data.get(key), depth + 1):
                return found
    return []


def by_action(row: dict[str, Any]) -> list[dict[str, Any]]:
    """A row of Meta's insights as one for each of its `actions`; any other row as it is."""
    actions = listed(row, "actions")
    return (
        [{**row, **action} for action in actions] if all("action_type" in one for one in actions) and actions else [row]
    )


def of_analytics(data: dict[str, Any], file: str) -> Table:
    """An answer of `runReport`: dimensions, then metrics. A report over several ranges names them in `dateRange`."""
    heads = [*listed(data, "dimensionHeaders"), *listed(data, "metricHeaders")]
    header = tuple(str(head.get("name", "")) for head in heads)
    rows = tuple(
        tuple(str(cell.get("value", "")) for cell in (*listed(row, "dimensionValues"), *listed(row, "metricValues")))
        for row in listed(data, "rows")
    )
    metadata = data.get("metadata")
    currency = str(metadata.get("currencyCode", "")) if isinstance(metadata, dict) else ""
    zone = str(metadata.get("timeZone", "")) if isinstance(metadata, dict) else ""
    remarks = (f"time zone {zone}",) if zone else ()
    return Table(file, header, rows, "ga4-report", remarks, currency=currency)


def listed(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list under a key; nothing where another thing stands there."""
    found = data.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def of_objects(rows: list[dict[str, Any]], file: str, form: str) -> Table:
    """A list of objects, whose keys together are the header; what is inside of them goes by `outer.inner`."""
    flat = [dict(flattened(row)) for row in rows]
    for start, end in RANGES:
        if any(row.get(start, "") != row.get(end, "") for row in flat):  # a cell of that length, and no day
            flat = [{f"{key} of a range" if key == start else key: value for key, value in row.items()} for row in flat]
    header = tuple(dict.fromkeys(key for row in flat for key in row))
    return Table(file, header, tuple(tuple(row.get(key, "") for key in header) for row in flat), form)


def flattened(row: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The values of an object by their keys, lists left out."""
    for key, value in row.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value.keys() == {"year", "month", "day"}:
            yield name, "-".join(f"{written(value[part]):>02}" for part in ("year", "month", "day"))
        elif isinstance(value, dict) and depth < DEEPEST:
            yield from flattened(value, f"{name}.", depth + 1)
        elif not isinstance(value, list | dict):
            yield name, written(value)


def written(value: Any) -> str:
    """A JSON value as the cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def line_tables(text: str, file: str) -> tuple[Table, ...]:
    """The table of a text with a JSON object a line. A damaged line is an error with its number: nothing is lost in silence."""
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise GovernError(f"line {number} is not a JSON object", Place(file), "mend it, or leave the line out")
        rows.append(row)
    return (of_rows(rows, file),) if rows else ()
