"""Secrets of an Azure Key Vault, without their values.

`az keyvault secret list --vault-name VAULT` lists all of a vault. `updated` moves with any change, a tag included, so it proves no
rotation; what was not updated since was not rotated.
"""

from __future__ import annotations

import re
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.core.report import Place
from govern.tokens.stores import Listing, Stored, day_in, words

PRECEDENCE = 58
READS = "json"
HOLDS = "secrets"

ID = regex(r"https://([^./]+)\.vault\.[^/]+/secrets/([^/]+)(?:/[^/]*)?")


def rows(data: Any) -> list[tuple[dict[str, Any], re.Match[str]]]:
    """The secrets in an answer."""
    if isinstance(data, dict):
        data = data["value"] if isinstance(data.get("value"), list) else [data]
    found = (
        [(row, ID.fullmatch(words(row.get("id")))) for row in data if isinstance(row, dict)]
        if isinstance(data, list)
        else []
    )
    return [(row, id) for row, id in found if id is not None]


def matches(data: Any) -> bool:
    """Whether this names secrets of a vault."""
    return bool(rows(data))


def read(given: Given) -> tuple[Listing, ...]:
    """Every secret."""
    items = []
    for row, id in rows(given.data):
        attributes = row.get("attributes")
        changed = day_in(attributes.get("updated")) if isinstance(attributes, dict) else ""
        items.append(Stored(id[2], Place(given.file, (), None, f'secret "{id[2]}"'), id[1], changed))
    more = isinstance(given.data, dict) and bool(given.data.get("nextLink"))
    is_list = isinstance(given.data, list) or (isinstance(given.data, dict) and "value" in given.data)
    return (Listing(given.file, "azure", tuple(items), is_list and not more),)
