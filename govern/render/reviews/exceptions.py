"""What was found and accepted: by the baseline, with the words of its entries, and by comments in the specs about access and tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.project.baseline import NO_REASON, Accepted
from govern.spec.base import is_date

if TYPE_CHECKING:
    from govern.project import Project

OF_REVIEWS = ("access/", "tokens/", "exports/")
"""The rules whose ignore comments a review reads."""

SILENCED = "silenced by a comment in the specs"


class Exempt(Record):
    """One exception: what was found, where, why it is accepted, by whom and until when."""

    rule: str
    message: str
    where: str
    reason: str
    by: str
    until: str
    left: str


def exceptions(project: Project, accepted: Iterable[Accepted]) -> Iterator[Exempt]:
    """Every exception, those of the baseline first."""
    for one in accepted:
        entry, finding = one.entry, one.finding
        reason, until = entry.get("reason") or NO_REASON, entry.get("until", "")
        yield Exempt(finding.rule, finding.message, where(finding.place), reason, entry.get("by", ""), until,
                     days_left(project, until))  # fmt: skip
    for document in project.documents.values():
        for ignore in document.ignores:
            for rule in ignore.rules:
                if rule.startswith(OF_REVIEWS):
                    place = f"{document.file}, line {ignore.line}"
                    until = ignore.until or ""
                    yield Exempt(rule, SILENCED, place, ignore.reason or NO_REASON, "", until,
                                 days_left(project, until))  # fmt: skip


def where(place: Place) -> str:
    """A place in words, short."""
    return f"{place.file} › {place.entity}" if place.entity else place.file


def days_left(project: Project, until: str) -> str:
    """How many days an exception still holds; empty where it has no end."""
    return str((date.fromisoformat(until) - date.fromisoformat(project.today)).days) if is_date(until) else ""
