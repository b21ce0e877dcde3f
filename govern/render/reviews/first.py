"""What must be decided first: errors, what nobody reviewed, overdue tokens, and what was decided and not done, most urgent on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from govern.access.register import ADMIN
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Finding
from govern.render.reviews.review import Due, GrantRow
from govern.render.reviews.since import Followed

if TYPE_CHECKING:
    from govern.access.coverage import Covered

QUOTED = regex(r'"([^"]{1,300})"')
GONE = frozenset({"access/departed-person", "access/suspended-person"})

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
    every, errors = tuple(tokens), tuple(finding for finding in findings if finding.level == "error")
    unread = {
        error.place.file for error in errors if error.rule == "exports/unreadable-file"
    }  # which are told as errors
    made = [
        *of_errors(errors, answering(rows, every, errors), soon),
        *(First(one.principal, one.where, f'decided "{one.decision}" by {one.reviewer} on {one.day}: {one.state}', "do it",
                one.reviewer, today) for one in open_decisions if one.decision in ("remove", "reduce", "exception")),
        *(First(token.name, token.platform, f"{token.why}: {token.day}", "rotate the token", token.owner, today)
          for token in every if token.state == "overdue"),
        *(First(covered.platform, covered.asset or "the platform", covered.why, "fetch its list: docs/access.md says where", "", soon)
          for covered in scope if covered.state == "not reviewed" and covered.file not in unread),
    ]  # fmt: skip
    return list(dict.fromkeys(made))


def of_errors(errors: Iterable[Finding], answers: Answering, by: str) -> Iterator[First]:
    """The errors, each with its remedy as the step."""
    for finding in errors:
        about = finding.place.entity or finding.place.file
        owner = answers.owner(finding.message)
        yield First(about, finding.place.file, finding.message, finding.help or "put it right", owner, by)


class Answering(Record):
    """Who answers for what a message names in quotation marks: who approved the role of each person, who owns each token, and the
    administrators of each platform who are still there, those whom the specs declare first."""

    approvers: dict[str, str]
    tokens: dict[str, str]
    admins: dict[str, tuple[str, ...]]

    def owner(self, message: str) -> str:
        """The approver, the token's owner where that is not whom it is about, or else an administrator of the platform."""
        named = QUOTED.findall(message)
        known = [self.approvers.get(name) or self.tokens.get(name) or "" for name in named]
        if found := next((owner for owner in known if owner and owner not in named), ""):
            return found
        here = next((people for platform, people in self.admins.items() if platform and platform in message), ())
        others = [one for one in here if one not in named]
        return "" if not others else others[0] if len(others) == 1 else f"{others[0]}, or another administrator"


def answering(rows: Iterable[GrantRow], tokens: Iterable[Due], errors: Iterable[Finding]) -> Answering:
    """Who answers, by the rows of a review and its tokens."""
    gone = {name for error in errors if error.rule in GONE for name in QUOTED.findall(error.message)[:1]}
    approvers: dict[str, str] = {}
    admins: dict[str, set[tuple[bool, str]]] = {}
    for row in rows:
        if row.approved_by:
            approvers.setdefault(row.principal, row.approved_by)
        if (row.rank or 0) >= ADMIN and row.kind == "person" and row.principal not in gone:
            admins.setdefault(row.platform, set()).add((row.declared == "no", row.principal))
    return Answering(approvers, {token.name: token.owner for token in tokens},
                     {platform: tuple(one for _, one in sorted(people)) for platform, people in admins.items()})  # fmt: skip


def day_after(day: str, days: int) -> str:
    """A day some days later; the last of the calendar where there is none."""
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, date.max.toordinal())).isoformat()
