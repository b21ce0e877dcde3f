"""Secrets and certificates of apps in Microsoft Entra: the days of their life, without values.

`GET https://graph.microsoft.com/v1.0/applications?$select=appId,displayName,passwordCredentials,keyCredentials`, or `az ad app list`; `az ad
app credential list --id APP` lists those of one app, so call the file after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.core.reader import Given
from govern.core.report import Place
from govern.tokens.keys import short
from govern.tokens.stores import Key, Listing, day_in, words

PRECEDENCE = 53
READS = "json"
HOLDS = "secrets"

CREDENTIALS = ("passwordCredentials", "keyCredentials")


def rows(data: Any) -> list[dict[str, Any]]:
    """The rows of an answer."""
    if isinstance(data, dict):
        data = data["value"] if isinstance(data.get("value"), list) else [data]
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


def is_app(row: dict[str, Any]) -> bool:
    """Whether this is an app with its credentials."""
    return any(isinstance(row.get(key), list) for key in CREDENTIALS)


def is_credential(row: dict[str, Any]) -> bool:
    """Whether this is a credential without its app."""
    return "keyId" in row and "endDateTime" in row


def matches(data: Any) -> bool:
    """Whether this lists credentials of apps."""
    return any(is_app(row) or is_credential(row) for row in rows(data))


def read(given: Given) -> tuple[Listing, ...]:
    """Every credential of every app."""
    data = given.data
    keys = [key for row in rows(data) for key in keys_of(row, given.file)]
    whole = isinstance(data, dict) and isinstance(data.get("value"), list) and "@odata.nextLink" not in data
    return (Listing(given.file, "entra", (), whole, tuple(keys)),)


def keys_of(row: dict[str, Any], file: str) -> Iterator[Key]:
    """The credentials of one app, or the one that a row is."""
    stem = file.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    holder = (words(row.get("displayName")) or words(row.get("appId")) or stem) if is_app(row) else stem
    listed = (
        [one for key in CREDENTIALS if isinstance(row.get(key), list) for one in row[key]] if is_app(row) else [row]
    )
    for one in listed:
        if isinstance(one, dict) and is_credential(one):
            name = words(one.get("displayName")) or short(words(one.get("keyId")))
            place = Place(file, (), None, f'credential "{name}" of "{holder}"')
            yield Key(name, holder, place, day_in(one.get("startDateTime")), day_in(one.get("endDateTime")))
