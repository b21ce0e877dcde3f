"""The credential report of an AWS account: the age of everybody's access keys.

`aws iam generate-credential-report`, then `aws iam get-credential-report --query Content --output text | base64 -d > report.csv`; the
answer in JSON, with the report inside, is read as well. An account without keys at its root has nothing to say there.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
from collections.abc import Iterator
from typing import Any

from govern.core.reader import Given
from govern.core.report import Place, Span
from govern.tokens.stores import Key, Listing, day_in

PRECEDENCE = 8
READS = "any"
HOLDS = "secrets"

HEADER = "user,arn,user_creation_time,"


def matches(data: Any) -> bool:
    """Whether this is the report, or the answer around it."""
    return report_in(data).startswith(HEADER)


def report_in(data: Any) -> str:
    """The report as text; nothing where there is none."""
    if isinstance(data, str):
        return data.lstrip("\ufeff")
    content = data.get("Content") if isinstance(data, dict) else None
    if not isinstance(content, str) or content.startswith(HEADER):
        return content if isinstance(content, str) else ""
    try:
        return base64.b64decode(content, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def read(given: Given) -> tuple[Listing, ...]:
    """Every key that the report says is there."""
    rows = csv.DictReader(io.StringIO(report_in(given.data), newline=""))
    found = [key for line, row in enumerate(rows, 2) for key in keys_of(row, given.file, line)]
    return (Listing(given.file, "aws_iam", (), True, tuple(found)),)


def keys_of(row: dict[str, Any], file: str, line: int) -> Iterator[Key]:
    """The keys of one line: a user has two at most, and those that were never made have no day."""
    user = str(row.get("user") or "")
    for number in ("1", "2"):
        active = str(row.get(f"access_key_{number}_active") or "").casefold() == "true"
        made = day_in(row.get(f"access_key_{number}_last_rotated"))
        if active or made:
            place = Place(file, (), Span(line, 1, line, 2), f'user "{user}"')
            yield Key(f"access key {number}", user, place, made, "", active)
