"""Users of LinkedIn ad accounts, from the Marketing API.

`GET https://api.linkedin.com/rest/adAccountUsers?q=accounts&accounts=urn:li:sponsoredAccount:ACCOUNT` lists everybody at an
account, `?q=authenticatedUser` only the caller's own roles; `?ids=List((account:...,user:...))` answers for those who are asked for, in
`results`, with those who could not be told in `errors`. People are numbers (`urn:li:person:...`): LinkedIn gives neither
name nor address. Bind them under `people`: `ids: {linkedin: 'urn:li:person:...'}`.
"""

from __future__ import annotations

from typing import Any

from govern.access import AccessList
from govern.access.entries import Collector, answer, holds, rest, text_of
from govern.core.reader import Given
from govern.core.report import Route
from govern.source.answers import shown
from govern.source.days import day_of

PRECEDENCE = 34
READS = "json"
HOLDS = "access"

LISTS = ("elements",)
ACCOUNT = "urn:li:sponsoredAccount:"


def is_row(value: Any) -> bool:
    """Whether this is one AdAccountUser."""
    return isinstance(value, dict) and text_of(value.get("account")).startswith(ACCOUNT) and "user" in value


def matches(data: Any) -> bool:
    """Whether this is an answer of adAccountUsers."""
    return bool(batch(data)) or holds(data, (), is_row) or (holds(data, LISTS, is_row) and has_row(data))


def batch(data: Any) -> list[tuple[Route, Any]]:
    """The users in an answer for several that were asked for by their ids; nothing for other answers."""
    results = data.get("results") if isinstance(data, dict) else None
    rows = results.items() if isinstance(results, dict) else ()
    return [(("results", key), row) for key, row in rows if is_row(row)]


def has_row(data: Any) -> bool:
    """Whether at least one element is a user of an account: other answers of LinkedIn have elements, too."""
    return any(is_row(row) for _, row in answer(data, LISTS, is_row).rows)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every user's role at every account."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "linkedin")
    some = batch(given.data)
    for route, row in some or found.rows:
        principal = into.principal(row, route, ("user",))
        if principal:
            role = into.role(row.get("role"), route, principal)
            asset = "ad_accounts/" + text_of(row.get("account")).removeprefix(ACCOUNT)
            extras = rest(row, "user", "account", "role")
            into.add(principal, role, route, asset=asset, since=created(row), extras=extras)
    refused = given.data.get("errors") if some else None
    for key in refused if isinstance(refused, dict) else ():
        into.strange(("errors", key), f"nothing is said of {shown(key)}: the answer has an error for it")
    people = into.list(found)
    if some:
        return (people.replace(doubt="it answers for the users who were asked for"),)
    alone = len({entry.key for entry in people.entries}) == 1
    return (people.replace(doubt="whoever is not an account manager sees only their own role") if alone else people,)


def created(row: dict[str, Any]) -> str:
    """The day on which somebody was given a role."""
    stamps = row.get("changeAuditStamps")
    stamp = stamps.get("created") if isinstance(stamps, dict) else None
    return day_of(text_of(stamp.get("time"))) if isinstance(stamp, dict) else ""
