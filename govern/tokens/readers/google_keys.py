"""Keys of a service account of Google Cloud, without the keys themselves.

`gcloud iam service-accounts keys list --iam-account=ACCOUNT --managed-by=user --format=json`, or `GET
https://iam.googleapis.com/v1/projects/PROJECT/serviceAccounts/ACCOUNT/keys`. Keys that Google manages are rotated by Google, so nothing
is said of them.
"""

from __future__ import annotations

import re
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Place
from govern.tokens.keys import short
from govern.tokens.stores import Key, Listing, day_in, words

PRECEDENCE = 52
READS = "json"
HOLDS = "secrets"

NAME = regex(r"projects/[^/]+/serviceAccounts/([^/]+)/keys/([^/]+)")
FOREVER = "9999"


def rows(data: Any) -> list[tuple[dict[str, Any], re.Match[str]]]:
    """The keys in an answer, or several, each with its name taken apart."""
    if isinstance(data, dict):
        data = data.get("keys")
    listed = data if isinstance(data, list) else []
    flat = [row for one in listed for row in (one if isinstance(one, list) else [one]) if isinstance(row, dict)]
    found = [(row, NAME.fullmatch(words(row.get("name")))) for row in flat]
    return [(row, name) for row, name in found if name is not None]


def matches(data: Any) -> bool:
    """Whether this lists keys of service accounts."""
    return bool(rows(data))


def read(given: Given) -> tuple[Listing, ...]:
    """Every key that people made."""
    keys = [
        key_of(row, name, given.file)
        for row, name in rows(given.data)
        if words(row.get("keyType")).upper() != "SYSTEM_MANAGED"
    ]
    return (Listing(given.file, "google_iam", (), False, tuple(keys)),)


def key_of(row: dict[str, Any], name: re.Match[str], file: str) -> Key:
    """One key; an end in the year 9999 means that it has no end."""
    ends = day_in(row.get("validBeforeTime"))
    shown = short(name[2])
    place = Place(file, (), None, f'key "{shown}"')
    made = day_in(row.get("validAfterTime"))
    return Key(shown, name[1], place, made, "" if ends.startswith(FOREVER) else ends, row.get("disabled") is not True)
