"""Secrets of Google Secret Manager, without their values.

`gcloud secrets list --format=json` lists all of a project, `gcloud secrets versions list SECRET --format=json` the versions of one,
whose days are what counts. The list of secrets alone tells only when each was created.
"""

from __future__ import annotations

import re
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Place
from govern.tokens.stores import Listing, Stored, day_in, words

PRECEDENCE = 57
READS = "json"
HOLDS = "secrets"

NAME = regex(r"projects/([^/]+)/secrets/([^/]+)(?:/versions/([^/]+))?")


def rows(data: Any) -> list[tuple[dict[str, Any], re.Match[str]]]:
    """The secrets and versions in an answer, each with its name taken apart."""
    if isinstance(data, dict) and isinstance(data.get("secret"), dict):
        versions = data.get("versions")
        data = [data["secret"], *(versions if isinstance(versions, list) else ())]
    if isinstance(data, dict):
        data = next((data[key] for key in ("secrets", "versions") if isinstance(data.get(key), list)), [data])
    found = (
        [(row, NAME.fullmatch(words(row.get("name")))) for row in data if isinstance(row, dict)]
        if isinstance(data, list)
        else []
    )
    return [(row, name) for row, name in found if name is not None]


def matches(data: Any) -> bool:
    """Whether this names secrets of a project."""
    return bool(rows(data))


def read(given: Given) -> tuple[Listing, ...]:
    """Every secret; its day is that of the newest version that is enabled."""
    made: dict[tuple[str, str], str] = {}
    listed = False
    for row, name in rows(given.data):
        key = name[1], name[2]
        made.setdefault(key, "")
        if name[3] and words(row.get("state")).upper() in ("ENABLED", ""):
            made[key] = max(made[key], day_in(row.get("createTime")))
        listed = listed or not name[3]
    items = [
        Stored(secret, Place(given.file, (), None, f'secret "{secret}"'), project, "", day)
        for (project, secret), day in made.items()
    ]
    is_list = isinstance(given.data, list) or (isinstance(given.data, dict) and "secrets" in given.data)
    more = isinstance(given.data, dict) and bool(given.data.get("nextPageToken"))
    return (Listing(given.file, "google", tuple(items), listed and is_list and not more),)
