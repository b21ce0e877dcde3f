"""Secrets of a config in Doppler: their names, or what was changed when.

`doppler secrets --only-names --json`, or `GET https://api.doppler.com/v3/configs/config/secrets/names?project=PROJECT&config=CONFIG`. `doppler
secrets --json` and `.../secrets` print the values as well: they are neither kept nor shown, and `tokens/values-in-list` says so.

The day of each change is in the log of the config alone: `doppler configs logs --json`, or
`GET https://api.doppler.com/v3/configs/config/logs?project=PROJECT&config=CONFIG`. Source: `ConfigLog` and `LogDiff` in
https://github.com/DopplerHQ/cli/blob/master/pkg/models/api.go, checked 2026-11-30.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Place
from govern.source.days import day_of
from govern.tokens.stores import Listing, Stored

PRECEDENCE = 73
READS = "json"
HOLDS = "secrets"

NAME = regex(r"[A-Z_][A-Z0-9_]{0,199}")
"""How Doppler has names written."""

VALUES = ("raw", "computed")


def is_secret(value: Any) -> bool:
    """Whether this is what is told of one secret."""
    return isinstance(value, dict) and ("computed" in value or "computedVisibility" in value)


def secrets(data: Any) -> dict[str, Any]:
    """What is told of each secret, by name; nothing of it where names alone are listed."""
    if not isinstance(data, dict):
        return {}
    names = data.get("names")
    if isinstance(names, list) and names and all(isinstance(name, str) and NAME.fullmatch(name) for name in names):
        return dict.fromkeys(names)
    found = data["secrets"] if isinstance(data.get("secrets"), dict) else data
    bare = all(value == {} for value in found.values()) and any(name.startswith("DOPPLER_") for name in found)
    known = bool(found) and all(NAME.fullmatch(name) for name in found)
    return found if known and (bare or all(map(is_secret, found.values()))) else {}


def matches(data: Any) -> bool:
    """Whether this lists secrets of a config, or changes of them."""
    return bool(secrets(data)) or bool(changes(data))


def changes(data: Any) -> list[dict[str, Any]]:
    """The entries of a config's log; a log of one page, or several pages of it."""
    pages = data if isinstance(data, list) else [data]
    found = [row for page in pages for row in rows_of(page)]
    return found if found and all(map(is_change, found)) else []


def rows_of(page: Any) -> list[Any]:
    """The entries of one page of an answer; a page without a list is itself an entry."""
    inside = page.get("logs", page.get("log")) if isinstance(page, dict) else None
    return inside if isinstance(inside, list) else [page if inside is None else inside]


def is_change(row: Any) -> bool:
    """Whether this is an entry of a config's log."""
    return isinstance(row, dict) and "config" in row and "created_at" in row and "html" in row and "project" in row


def read_log(given: Given) -> Listing:
    """Every secret that the log names, with the last day on which it was changed. What it was before and after is not kept."""
    newest: dict[str, tuple[str, str]] = {}
    tells = False
    for row in changes(given.data):
        for diff in row["diff"] if isinstance(row.get("diff"), list) else ():
            name = diff.get("name") if isinstance(diff, dict) else None
            if isinstance(name, str) and NAME.fullmatch(name) and not name.startswith("DOPPLER_"):
                tells = tells or any(diff.get(key) not in (None, "", "[REDACTED]") for key in ("added", "removed"))
                newest[name] = max(newest.get(name, ("", "")), (day_of(str(row["created_at"])), str(row["project"])))
    items = tuple(
        Stored(name, Place(given.file, (), None, f'secret "{name}"'), project, day, day)
        for name, (day, project) in newest.items()
    )
    return Listing(given.file, "doppler", items, tells_values=tells)


def read(given: Given) -> tuple[Listing, ...]:
    """Every secret by its name; those that Doppler adds itself say only where the config is."""
    if changes(given.data):
        return (read_log(given),)
    found = secrets(given.data)
    items = [
        Stored(name, Place(given.file, (), None, f'secret "{name}"'))
        for name in found
        if not name.startswith("DOPPLER_")
    ]
    told = any(isinstance(one, dict) and any(one.get(key) for key in VALUES) for one in found.values())
    return (Listing(given.file, "doppler", tuple(items), True, (), told),)
