"""The first page of a review: what was reviewed and what was not, who administers, the second factor, in a sentence and a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from govern.access.admins import limits
from govern.access.columns import platform_of_folder
from govern.access.coverage import Covered, coverage, state_of
from govern.access.policy import day_of_list, platforms_of
from govern.access.register import ADMIN, platform_name
from govern.core.memo import memo
from govern.core.record import Record
from govern.render.reviews.review import GrantRow

if TYPE_CHECKING:
    from govern.project import Project

NOT_KNOWN = "not known"
UNNAMED = "unknown platform"
"""How the platform is called that a file is of which nobody could read."""


class PlatformRow(Record):
    """One platform: how well it was reviewed, and what a manager asks about it."""

    platform: str
    state: str
    why: str
    people: int
    admins: int
    policy: str
    factor: str
    to_decide: int


def platforms(project: Project, rows: Iterable[GrantRow]) -> list[PlatformRow]:
    """Every platform that the specs or a list speak of, those that were not reviewed first."""
    held: dict[str, list[GrantRow]] = {}
    scope: dict[str, list[Covered]] = {}
    labels: dict[str, str] = {}
    for row in rows:
        key = row.platform.casefold()
        held.setdefault(key, []).append(row)
        labels.setdefault(key, row.platform)
    for covered in scope_of(project):
        key = covered.platform.casefold()
        scope.setdefault(key, []).append(covered)
        labels.setdefault(key, covered.platform)
    found = [platform_row(project, labels[key], scope.get(key, []), held.get(key, [])) for key in sorted(labels)]
    order = {"not reviewed": 0, "in part": 1, "reviewed": 2}
    return sorted(found, key=lambda row: (order[row.state], row.platform.casefold()))


def platform_row(project: Project, name: str, scope: list[Covered], rows: list[GrantRow]) -> PlatformRow:
    """The row of a platform: what of it was reviewed, how many people and administrators, the second factor."""
    states = {covered.state for covered in scope}
    state = states.pop() if len(states) == 1 else "in part"
    least = next((covered for covered in scope if covered.state != "reviewed"), scope[0] if scope else None)
    why = least.why if least is not None else ""
    if least is not None and state == "in part" and least.state == "not reviewed":
        why = f"{least.asset or 'the account'}: {why}"
    people = {row.principal.casefold() for row in rows if row.kind == "person"}
    admins = {row.principal.casefold() for row in rows if row.kind == "person" and (row.rank or 0) >= ADMIN}
    to_decide = sum(1 for row in rows if row.remarks)
    return PlatformRow(name, state, why, len(people), len(admins), bounds(project), factors(rows), to_decide)


def bounds(project: Project) -> str:
    """How many administrators the policy allows, in words."""
    least, most = limits(project)
    if least is not None and most is not None:
        return f"{least} to {most}"
    return f"at least {least}" if least is not None else f"at most {most}" if most is not None else "no policy"


def factors(rows: list[GrantRow]) -> str:
    """How many people sign in with a second factor, and of how many nobody knows; where lists differ, the worse counts that is known."""
    people: dict[str, str] = {}
    for row in rows:
        if row.kind == "person":
            who = row.principal.casefold()
            people[who] = max(people.get(who, ""), row.factor, key=("", "on", "off").index)
    counted = [(word, sum(1 for factor in people.values() if factor == said)) for word, said in WORDS]
    return ", ".join(f"{count} {word}" for word, count in counted if count)


WORDS = (("on", "on"), ("off", "off"), (NOT_KNOWN, ""))


@memo
def scope_of(project: Project) -> tuple[Covered, ...]:
    """Every asset that the specs name, every list of a platform that they do not, and every file that may be a list and was not read."""
    known = list(coverage(project))
    named = {covered.platform for covered in known}
    for people in project.live.access:
        for key in sorted(platforms_of(project, people)):
            label = platform_name(project, key)
            if label not in named:
                state, why = state_of(project, people)
                known.append(Covered(label, "", state, why, people.file, day_of_list(project, people)))
    return (*known, *unread(project))


def unread(project: Project) -> Iterator[Covered]:
    """The files that may be lists and were not read: nobody in them was reviewed."""
    live = project.live
    for one in (*live.unread, *(other for other in live.skipped if other.may_be_list)):
        file = one.place.file
        label = platform_name(project, platform_of_folder(file), UNNAMED)
        yield Covered(label, file, "not reviewed", f"not read: {one.message}", file)


def lead(found: Iterable[PlatformRow], to_decide: int) -> str:
    """The review in one sentence or two, for who reads no further."""
    rows = list(found)
    first = {0: "Nothing has to be decided first.", 1: "1 thing must be decided first."}.get(
        to_decide, f"{to_decide} things must be decided first."
    )
    if not rows:
        return first
    whole = [row.platform for row in rows if row.state == "reviewed"]
    partly = [row.platform for row in rows if row.state == "in part"]
    unseen = [row.platform for row in rows if row.state == "not reviewed"]
    said = (
        f"{len(whole)} of {len(rows)} platform{'s' * (len(rows) != 1)} {'was' if len(whole) == 1 else 'were'} reviewed"
    )
    if partly:
        said += f", {joined(partly)} in part"
    if unseen:
        said += f"; {joined(unseen)} {'was' if len(unseen) == 1 else 'were'} not reviewed"
    return f"{first} {said}."


def joined(names: list[str]) -> str:
    """Names as a sentence has them."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
