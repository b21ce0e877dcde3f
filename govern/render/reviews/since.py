"""What happened since the review before: who joined, left, was raised or lowered, and whether what was decided was done.

The table of the review before, in which reviewers decided, is what is compared with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from govern.access.rolenames import role_key
from govern.core.record import Record
from govern.render.reviews.review import GrantRow
from govern.spec.base import is_date

STRICTER = ("remove", "reduce", "exception", "keep")
"""What a reviewer may decide, the strictest first: where two differ it counts meanwhile."""

Where = tuple[str, str, str]


class Since(Record):
    """One change of what somebody has at an asset."""

    what: str
    principal: str
    where: str
    before: str
    after: str
    approved_by: str
    why: str = ""


class Followed(Record):
    """One decision and what became of it."""

    decision: str
    principal: str
    where: str
    role: str
    reviewer: str
    day: str
    state: str
    is_open: bool


def since(before: Collection[Mapping[str, str]], rows: Iterable[GrantRow]) -> list[Since]:
    """The changes at assets that both reviews cover, by platform, asset and person."""
    if not before:
        return []
    older: dict[Where, list[Mapping[str, str]]] = {}
    for row in before:
        older.setdefault(where_of(row["Platform"], row["Asset"], row["Principal"]), []).append(row)
    newer: dict[Where, list[GrantRow]] = {}
    for now in rows:
        newer.setdefault(where_of(now.platform, now.asset, now.principal), []).append(now)
    covered = {key[:2] for key in older} & {key[:2] for key in newer}
    found = (
        changed(older.get(key, []), newer.get(key, []))
        for key in sorted(older.keys() | newer.keys())
        if key[:2] in covered
    )
    return [change for change in found if change is not None]


def where_of(platform: str, asset: str, principal: str) -> Where:
    """What a row is about, for comparing."""
    return platform.casefold(), asset.casefold(), principal.casefold()


def changed(was: list[Mapping[str, str]], now: list[GrantRow]) -> Since | None:
    """What happened to somebody at one asset, and why, as far as a grant or the last review says; nothing where all is as it was, in
    whatever words."""
    before = ", ".join(sorted({row["Role"] for row in was}))
    after = ", ".join(sorted({row.role for row in now}))
    if {role_key(row["Role"]) for row in was} == {role_key(row.role) for row in now}:
        return None
    first = now[0] if now else None
    platform, asset = (first.platform, first.asset) if first else (was[0]["Platform"], was[0]["Asset"])
    higher = max((row.rank or 0 for row in now), default=0) - max(map(rank_of, was), default=0)
    what = (
        "joined"
        if not was
        else "left"
        if not now
        else "raised"
        if higher > 0
        else "lowered"
        if higher < 0
        else "changed"
    )
    approved = next((row.approved_by for row in now if row.approved_by), "")
    principal = first.principal if first else was[0]["Principal"]
    nobody = "nobody" if what in ("joined", "raised") else ""
    why = next((row.reason for row in now if row.reason), "") or next(filter(None, map(decided, was)), "")
    return Since(what, principal, f"{platform}, {asset}".rstrip(", "), before, after, approved or nobody, why)


def decided(row: Mapping[str, str]) -> str:
    """What the last review decided about a role that is gone or lowered; nothing where it did not."""
    decision, reviewer = row.get("Decision", ""), row.get("Reviewer", "")
    return f'decided "{decision}" by {reviewer}' if decision in ("remove", "reduce") and reviewer else ""


def rank_of(row: Mapping[str, str]) -> int:
    """How much the role of a row allowed; 0 where its rank is not known."""
    rank = row.get("Rank", "")
    return int(rank) if rank.isdecimal() and len(rank) < 4 else 0


def followed(
    decided: Collection[Mapping[str, str]], rows: Iterable[GrantRow], whole: frozenset[str], today: str
) -> list[Followed]:
    """Every decision with what became of it, the open ones first. `whole` are the platforms whose lists prove to be whole."""
    live: dict[Where, list[GrantRow]] = {}
    for one in rows if decided else ():
        live.setdefault(where_of(one.platform, one.asset, one.principal), []).append(one)
    found = []
    for row in decided:
        word, role = row.get("Decision", "").strip().casefold(), row["Role"]
        here = live.get(where_of(row["Platform"], row["Asset"], row["Principal"]), [])
        now = [held for held in here if held.role.casefold() == role.casefold()]
        state, is_open = became(word, row, now, row["Platform"] in whole, today)
        if state == "kept" and not now and any((held.rank or 0) > rank_of(row) for held in here):
            state, is_open = "allows more now than what was kept, so decide again", True
        where = f"{row['Platform']}, {row['Asset']}".rstrip(", ")
        by, day = row.get("Reviewer", "").strip(), row.get("Date", "").strip()
        found.append(Followed(word, row["Principal"], where, role, by, day, state, is_open))
    return sorted(found, key=lambda one: (not one.is_open, one.where.casefold(), one.principal.casefold()))


def became(word: str, row: Mapping[str, str], now: list[GrantRow], whole: bool, today: str) -> tuple[str, bool]:
    """What became of a decision, and whether something is still to be done."""
    day = row.get("Date", "").strip()
    age = (date.fromisoformat(today) - date.fromisoformat(day)).days if is_date(day) and day <= today else None
    if word not in STRICTER:
        return f'"{word}" is not one of {", ".join(reversed(STRICTER))}' if word else "not decided", True
    if not row.get("Reviewer", "").strip():
        return "nobody is named who decided", True
    if age is None:
        return "the day of the decision is missing, or has not come", True
    if word in ("remove", "reduce"):
        if now:
            ago = f"{age} day{'s' * (age != 1)} ago" if age else "today"
            return f"decided {ago}, and still there", True
        return ("done", False) if whole else ("not in the list, which does not prove that it is whole", False)
    until = row.get("Exception until", "").strip()
    if word == "exception" and is_date(until) and until < today:
        gone = ", and the role is gone" if whole and not now else ""
        return f"the exception ended on {until}{gone}", bool(now)
    return (
        "kept" if word == "keep" else f"exception until {until}" if until else "exception without an end"
    ), word == "exception" and not until
