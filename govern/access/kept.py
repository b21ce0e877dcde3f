"""The reviews that a project keeps: of which period each is, of which day, and whose signature lies beside it.

What `audit --report` has written is told by its manifest. Whether manifest and signatures hold, `audit --verify` says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from govern.access.policy import MONTHS, first_day, wished
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.regex import regex
from govern.source import files, json
from govern.spec.base import is_date

if TYPE_CHECKING:
    from govern.project import Project

BEGINS, ENDING = "audit-", "-manifest.json"
"""How the name of a manifest begins and ends; the period stands between."""

SIGNATURES = "signatures"
"""The folder beside the reviews that has a folder of signatures for each."""

STEM = regex(r"([0-9]{4})-(?:Q([1-4])|(0[1-9]|1[0-2]))")


class Kept(Record):
    """One review that is kept: its period (`2026-Q3`, `2026-09`), the first and last day of that, the day on which it was made, and
    the addresses under which signatures lie beside it."""

    file: str
    period: str
    first: str
    last: str
    day: str
    signed: tuple[str, ...] = ()


def kept_in(folder: str, root: str, shown: str) -> Iterator[Kept]:
    """The reviews in a folder of a project, by period; `shown` is how the folder is called. A manifest that nobody can read is passed over."""
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        stem = name.removeprefix(BEGINS).removesuffix(ENDING)
        if STEM.fullmatch(stem) and name == f"{BEGINS}{stem}{ENDING}":
            beside = os.path.join(folder, SIGNATURES, BEGINS + stem)
            found = os.listdir(beside) if os.path.isdir(beside) else ()
            signed = tuple(sorted(other.removesuffix(".sig") for other in found if other.endswith(".sig")))
            yield kept(f"{shown}/{name}", stem, day_in(os.path.join(folder, name), root), signed)


def kept(file: str, stem: str, day: str, signed: tuple[str, ...] = ()) -> Kept:
    """The review of a period that is named by its stem."""
    found = STEM.fullmatch(stem)
    assert found is not None
    year, months = int(found[1]), 3 if found[2] else 1
    month = int(found[2]) * 3 - 2 if found[2] else int(found[3])
    after = (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    last = date(min(year + after[0], 9999), after[1], 1) - timedelta(days=1)
    return Kept(file, stem, f"{year:04}-{month:02}-01", last.isoformat(), day, signed)


def day_in(path: str, root: str) -> str:
    """The day that a manifest says; empty where it says none."""
    try:
        data: Any = json.parse(files.read_below(path, root), path)
    except GovernError:
        return ""
    day = data.get("day") if isinstance(data, dict) else None
    return day if isinstance(day, str) and is_date(day) else ""


def period_of_today(project: Project) -> tuple[str, str]:
    """The first and the last day of the period in which today lies, as the policy counts periods."""
    first = date.fromisoformat(first_day(project))
    month = first.month - 1 + MONTHS[wished(project, "review") or "quarterly"]
    after = date(first.year + month // 12, month % 12 + 1, 1) if (first.year, month) < (9999, 12) else date.max
    return first.isoformat(), (after - timedelta(days=1)).isoformat()


def period_before(project: Project) -> tuple[str, str]:
    """The first and the last day of the period before the one in which today lies, as the policy counts periods."""
    last = date.fromisoformat(first_day(project)) - timedelta(days=1)
    months = MONTHS[wished(project, "review") or "quarterly"]
    return last.replace(month=last.month - months + 1, day=1).isoformat(), last.isoformat()


def is_of(review: Kept, first: str, last: str) -> bool:
    """Whether a review is of a period that begins and ends on these days: it lies in it, or was made in it."""
    return first <= review.first <= last or first <= review.day <= last


def name_of(first: str, last: str) -> str:
    """What a period is called: a month, a quarter or a year."""
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[5:7] == "01" and last[5:7] == "12" else f"{first[:4]}-Q{int(last[5:7]) // 3}"
