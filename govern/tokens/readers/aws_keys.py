"""Access keys of AWS users, without their secret halves.

`aws iam list-access-keys --user-name USER` lists those of one user; put those of several into one file (`jq -s . keys-*.json`). The
credential report lists everybody's at once: `aws iam generate-credential-report`, then `aws iam get-credential-report`.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.report import Place
from govern.tokens.keys import short
from govern.tokens.stores import Key, Listing, day_in, words

PRECEDENCE = 54
READS = "json"
HOLDS = "secrets"

LIST = "AccessKeyMetadata"


def rows(data: Any) -> list[dict[str, Any]]:
    """The keys in one answer or several."""
    answers = [one for one in (data if isinstance(data, list) else [data]) if isinstance(one, dict)]
    lists = [one[LIST] for one in answers if isinstance(one.get(LIST), list)]
    return [row for listed in lists for row in listed if isinstance(row, dict)]


def matches(data: Any) -> bool:
    """Whether this lists access keys."""
    return bool(rows(data))


def read(given: Given) -> tuple[Listing, ...]:
    """Every key, named by its beginning and end."""
    return (Listing(given.file, "aws_iam", (), False, tuple(key_of(row, given.file) for row in rows(given.data))),)


def key_of(row: dict[str, Any], file: str) -> Key:
    """One key; what is not called active cannot be used."""
    name = short(words(row.get("AccessKeyId")))
    place = Place(file, (), None, f'key "{name}"')
    active = words(row.get("Status")).casefold() in ("active", "")
    return Key(name, words(row.get("UserName")), place, day_in(row.get("CreateDate")), "", active)
