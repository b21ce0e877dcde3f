"""Who has used a Google Analytics property, from the Admin API's access report.

`POST https://analyticsadmin.googleapis.com/v1beta/properties/PROPERTY:runAccessReport` with the dimensions `userEmail` and
`epochTimeMicros` (or `accessDate`). It tells the last activity of everybody in it; who is not in it may only be outside its days.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, text_of
from govern.core.reader import Given
from govern.source.days import day_of

PRECEDENCE = 22
READS = "json"
HOLDS = "directories"

WHEN = ("epochTimeMicros", "accessDate", "date")


def matches(data: Any) -> bool:
    """Whether this is an access report with an address and a day."""
    names = dimensions(data)
    return "userEmail" in names and any(name in names for name in WHEN)


def dimensions(data: Any) -> list[str]:
    """The names of the dimensions of a report."""
    headers = data.get("dimensionHeaders") if isinstance(data, dict) else None
    found = headers if isinstance(headers, list) else []
    return [text_of(header.get("dimensionName") or header.get("name")) for header in found if isinstance(header, dict)]


def read(given: Given) -> tuple[AccessList, ...]:
    """Everybody once, with the last day on which they were there."""
    names, into = dimensions(given.data), Collector(given.file, "ga4", by_email=True)
    who, when = names.index("userEmail"), next(names.index(name) for name in WHEN if name in names)
    last: dict[str, tuple[str, int]] = {}
    rows = given.data.get("rows")
    for position, row in enumerate(rows if isinstance(rows, list) else ()):
        values = row.get("dimensionValues") if isinstance(row, dict) else None
        cells = (
            [text_of(value.get("value")) for value in values if isinstance(value, dict)]
            if isinstance(values, list)
            else []
        )
        if len(cells) == len(names):
            day = day_of(cells[when])
            last[cells[who]] = max(last.get(cells[who], ("", position)), (day, position))
    for principal, (day, position) in last.items():
        into.add(principal, "", ("rows", position), last_active=day)
    return (into.list(),)
