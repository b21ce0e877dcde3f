"""What the quarterly report says, as plain values: who can do what, which tokens are due, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from govern.access.people import in_directory, last_active
from govern.access.policy import wished
from govern.access.register import ADMIN, LISTED, Register, missing, platform_name, rank, register
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Change, Finding, Place
from govern.tokens import rotations

if TYPE_CHECKING:
    from govern.access import AccessEntry
    from govern.project import Project
    from govern.spec.sections.access import Grant
    from govern.spec.sections.tokens import Token

POWERS = (
    (100, "owns"), (90, "administers"), (70, "administers a part"), (60, "publishes"), (50, "makes versions"),
    (40, "edits"), (30, "drafts"), (20, "analyses"), (10, "reads"), (5, "is listed"), (0, "nothing by itself"),
)  # fmt: skip
"""What a rank means, in words that say what somebody does."""

PERIOD = regex(r"([0-9]{4})-?(?:Q([1-4])|(0[1-9]|1[0-2]))")
"""A quarter or a month as people type it."""

SHORT = 100
"""How many characters of a changed value are shown."""


class Quarter(Record):
    """A quarter of the calendar year, or a month, and its days; `stem` is what its files are called by."""

    name: str
    first: str
    last: str
    stem: str = ""


class GrantRow(Record):
    """One role that somebody has, as a reviewer reads it."""

    platform: str
    asset: str
    principal: str
    name: str
    kind: str
    role: str
    rank: int | None
    power: str
    declared: str
    approved_by: str
    reason: str
    until: str
    last_active: str
    remarks: tuple[str, ...]
    source: str
    factor: str = ""
    decision: str = ""


class Absent(Record):
    """A declared grant that its platform does not have."""

    who: str
    platform: str
    asset: str
    role: str
    approved_by: str


class Due(Record):
    """A token and the next day on which something has to happen to it."""

    name: str
    platform: str
    owner: str
    stored_in: str
    day: str
    why: str
    state: str


class Difference(Record):
    """One change, with its fields as texts."""

    action: str
    kind: str
    name: str
    owner: str
    fields: tuple[tuple[str, str, str], ...]


def quarter_of(day: str) -> Quarter:
    """The quarter in which a day lies."""
    year, month = int(day[:4]), int(day[5:7])
    number = (month - 1) // 3 + 1
    after = date(year + number // 4, number * 3 % 12 + 1, 1) if year < 9999 else date(9999, 12, 31)
    last = after - timedelta(days=1) if year < 9999 else after
    first = f"{year:04}-{number * 3 - 2:02}-01"
    return Quarter(f"Q{number} {year}", first, last.isoformat(), f"{year:04}-Q{number}")


def month_of(day: str) -> Quarter:
    """The month in which a day lies."""
    year, month = int(day[:4]), int(day[5:7])
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
    last = after - timedelta(days=1) if (year, month) < (9999, 12) else after
    name = date(year, month, 1).strftime("%Y-%m")
    return Quarter(name, f"{name}-01", last.isoformat(), name)


def period_of(project: Project, wanted: str = "") -> Quarter:
    """What is reviewed: the quarter or month that somebody asked for (`2026Q4`, `2026-11`), else the one in which today lies,
    a month where the policy reviews monthly."""
    found = PERIOD.fullmatch(wanted.strip().upper())
    if found and found[2]:
        return quarter_of(f"{found[1]}-{int(found[2]) * 3:02}-01")
    if found:
        return month_of(f"{found[1]}-{found[3]}-01")
    return month_of(project.today) if wished(project, "review") == "monthly" else quarter_of(project.today)


def held(project: Project, findings: Iterable[Finding]) -> list[GrantRow]:
    """Every role that the access lists hold, by platform and asset, the mightiest first."""
    remarks: dict[tuple[str, Any, str], list[str]] = {}
    for finding in findings:
        if finding.rule.startswith("access/"):
            remarks.setdefault(key_of(finding.place), []).append(finding.rule.partition("/")[2])
    rows = [
        held_row(project, entry, tuple(dict.fromkeys(remarks.get(key_of(entry.place), ()))))
        for people in project.live.access
        for entry in people.entries
    ]
    return sorted(rows, key=lambda row: (row.platform, row.asset, -(row.rank or 0), row.principal.lower(), row.role))


def key_of(place: Place) -> tuple[str, Any, str]:
    """What a finding about an entry and the entry share."""
    return place.file, place.route or place.span, place.entity


def held_row(project: Project, entry: AccessEntry, remarks: tuple[str, ...]) -> GrantRow:
    """One entry with everything that is known about it."""
    known, allowed = register(project), rank(project, entry)
    found = known.grant(entry)
    grant = found[0] if found is not None else None
    return GrantRow(
        platform_name(project, entry.platform, "not said"),
        known.names.get(entry.asset, entry.asset),
        entry.principal,
        entry.name or name_of(entry, known),
        entry.kind,
        entry.role or "none",
        allowed,
        power_of(allowed),
        declared_word(entry, known, grant, allowed),
        (grant.approved_by or "") if grant else "",
        (grant.reason or "") if grant else "",
        (grant.until or "") if grant else "",
        last_active(project, entry),
        remarks,
        entry.place.file,
        factor_of(project, entry),
    )


def factor_of(project: Project, entry: AccessEntry) -> str:
    """Whether somebody signs in with a second factor, as the list or the identity provider says."""
    known = None if entry.factor else in_directory(project, entry)
    return entry.factor or (known.factor if known is not None else "")


def name_of(entry: AccessEntry, known: Register) -> str:
    """The name that the specs have for a principal."""
    holder = known.holder(entry)
    return holder.name if holder is not None else ""


def power_of(allowed: int | None) -> str:
    """What a rank lets somebody do."""
    known = -1 if allowed is None else allowed
    for least, word in POWERS:
        if known >= least:
            return word
    return "unknown"


def declared_word(entry: AccessEntry, known: Register, grant: Grant | None, allowed: int | None) -> str:
    """Whether the specs know of it."""
    if not known.grants:
        return "no specs"
    if grant is not None:
        return "yes"
    if allowed is not None and allowed <= LISTED:
        return "not needed"
    others = known.grants_of(entry)
    return f"as {others[0][0].role}" if others else "no"


def absent(project: Project) -> list[Absent]:
    """The declared grants that are not live although their platform's list is here."""
    return [
        Absent(
            grant.who,
            platform_name(project, grant.platform, ""),
            grant.asset or "",
            grant.role,
            grant.approved_by or "",
        )
        for grant, _ in missing(project)
    ]


def administrators(rows: Iterable[GrantRow]) -> int:
    """How many people can give access to others."""
    return len({row.principal.lower() for row in rows if row.kind == "person" and (row.rank or 0) >= ADMIN})


def tokens(project: Project, quarter: Quarter) -> list[Due]:
    """Every declared token by its next day, those without one last."""
    rows = []
    for token, _, policy in rotations.tokens(project):
        day, why = next_day(token, token.rotate_every or (policy.rotate_every if policy else None))
        state = state_of(day, project.today, rotations.days(rotations.warning_time(policy)), quarter)
        name = platform_name(project, token.platform, "")
        rows.append(Due(token.name, name, token.owner or "", token.stored_in, day, why, state))
    return sorted(rows, key=lambda row: (row.day or "9999-99-99", row.name))


def next_day(token: Token, rotate: str | None) -> tuple[str, str]:
    """When a token ends or has to be rotated, whichever comes first, and why; empty where nobody can say."""
    days = [(token.expires, "expires")] if token.expires is not None else []
    made = max((day for day in (token.issued, *token.rotations) if day), default="")
    if rotate is not None and made:
        days.append((rotations.shown(rotations.number(made) + rotations.days(rotate)), f"rotated every {rotate}"))
    return min(days, default=("", ""))


def state_of(day: str, today: str, warn: int, quarter: Quarter) -> str:
    """How pressing a day is."""
    if not day:
        return "no date"
    if day < today:
        return "overdue"
    soon = date.fromordinal(min(date.fromisoformat(today).toordinal() + warn, date.max.toordinal())).isoformat()
    return "due now" if day <= soon else "this quarter" if day <= quarter.last else "later"


def differences(changes: Iterable[Change]) -> Iterator[Difference]:
    """The changes with their fields as texts."""
    for change in changes:
        fields = tuple((route_text(f.route), value_text(f.before), value_text(f.after)) for f in change.fields)
        name = f"{change.before_name} → {change.name}" if change.before_name else change.name
        yield Difference(change.action, change.kind, name, change.owner, fields)


def route_text(route: tuple[str | int, ...]) -> str:
    """A route as people write it."""
    return ".".join(str(step) for step in route)


def value_text(value: Any) -> str:
    """A value in a few words; nothing where it is absent on this side."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value
    else:
        import json

        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    first = text.split("\n", 1)[0]
    lines = text.count("\n")
    shown = first if len(first) <= SHORT else first[: SHORT - 1] + "…"
    return f"{shown} (+{lines} lines)" if lines else shown
