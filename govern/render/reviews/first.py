"""What must be decided first: errors, what nobody reviewed, overdue tokens, and what was decided and not done, most urgent on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Finding
from govern.render.reviews.review import Due, GrantRow
from govern.render.reviews.since import Followed

if TYPE_CHECKING:
    from govern.access.coverage import Covered

WITHIN = {"error": 14, "warning": 30}
"""In how many days something of a level is to be done."""


class First(Record):
    """One thing to decide: about whom or what, where, why, what is proposed, who answers for it, and by when."""

    about: str
    where: str
    why: str
    step: str
    owner: str
    by: str


def first(
    findings: Iterable[Finding], rows: Iterable[GrantRow], scope: Iterable[Covered], tokens: Iterable[Due],
    open_decisions: Iterable[Followed], today: str,
) -> list[First]:  # fmt: skip
    """The list, without repeating anything."""
    soon = day_after(today, WITHIN["error"])
    owners: dict[str, str] = {}
    for row in rows:
        if row.approved_by:
            owners.setdefault(row.principal, row.approved_by)
    made = [
        *of_findings(findings, owners, soon),
        *(First(one.principal, one.where, f'decided "{one.decision}" by {one.reviewer} on {one.day}: {one.state}', "do it",
                one.reviewer, today) for one in open_decisions if one.decision in ("remove", "reduce", "exception")),
        *(First(token.name, token.platform, f"{token.why}: {token.day}", "rotate the token", token.owner, today)
          for token in tokens if token.state == "overdue"),
        *(First(covered.platform, covered.asset or "the platform", covered.why, "fetch its list: docs/access.md says where", "", soon)
          for covered in scope if covered.state == "not reviewed"),
    ]  # fmt: skip
    return list(dict.fromkeys(made))


def of_findings(findings: Iterable[Finding], owners: dict[str, str], by: str) -> Iterator[First]:
    """The errors, each with its remedy as the step; `owners` are who approved what somebody has, by the name in quotes."""
    for finding in findings:
        if finding.level == "error":
            about = finding.place.entity or finding.place.file
            named = finding.message.split('"')[1::2]
            owner = next((owners[who] for who in named if who in owners), "")
            yield First(about, finding.place.file, finding.message, finding.help or "put it right", owner, by)


def day_after(day: str, days: int) -> str:
    """A day some days later; the last of the calendar where there is none."""
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, date.max.toordinal())).isoformat()
