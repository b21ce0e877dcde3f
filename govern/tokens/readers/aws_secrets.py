"""Secrets of AWS Secrets Manager, without their values.

`aws secretsmanager list-secrets` lists all of a region, `describe-secret` and `list-secret-version-ids` one of them. The day of the
version in force is that of `list-secret-version-ids`; `LastChangedDate` moves with any change.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.report import Place
from govern.tokens.stores import Listing, Stored, day_in, words

PRECEDENCE = 56
READS = "json"
HOLDS = "secrets"


def matches(data: Any) -> bool:
    """Whether this is an answer of one of the commands."""
    if not isinstance(data, dict):
        return False
    by_one = words(data.get("ARN")).startswith("arn:") and ("Versions" in data or "VersionIdsToStages" in data)
    return isinstance(data.get("SecretList"), list) or by_one


def read(given: Given) -> tuple[Listing, ...]:
    """Every secret."""
    data = given.data
    rows = data["SecretList"] if isinstance(data.get("SecretList"), list) else [data]
    items = [
        Stored(words(row.get("Name")), Place(given.file, (), None, f'secret "{words(row.get("Name"))}"'), "",
               max(day_in(row.get("LastChangedDate")), day_in(row.get("LastRotatedDate"))), current(row.get("Versions")))
        for row in rows if isinstance(row, dict) and words(row.get("Name"))
    ]  # fmt: skip
    is_whole = "SecretList" in data and not data.get("NextToken")
    return (Listing(given.file, "aws", tuple(items), is_whole),)


def current(versions: Any) -> str:
    """The day on which the version in force was made."""
    for version in versions if isinstance(versions, list) else ():
        stages = version.get("VersionStages") if isinstance(version, dict) else None
        if isinstance(version, dict) and isinstance(stages, list) and "AWSCURRENT" in stages:
            return day_in(version.get("CreatedDate"))
    return ""
