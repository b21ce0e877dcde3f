"""The ignore comments of a project, and what makes one void."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.report import Place, Span
from govern.project import Project
from govern.source.ignores import Ignore
from govern.spec.base import DAY

SPELLINGS = ("govern", "Govern", "GOVERN")
"""Without one of them a file has no comment for us, however it is misspelt."""


@memo
def has_comments(project: Project) -> bool:
    """Whether any file could have a comment for us."""
    return any(name in document.text for document in project.every_document.values() for name in SPELLINGS)


def comments(project: Project) -> Iterator[tuple[Ignore, Place, str]]:
    """Every ignore comment: itself, its place, and what tells it from others."""
    for document in project.every_document.values():
        for ignore in document.ignores:
            end = ignore.column + len("# govern: ignore")
            span = Span(ignore.line, ignore.column, ignore.line, end)
            yield ignore, Place(document.file, (), span), f"{document.file}\n{', '.join(ignore.rules)}"


def is_void(ignore: Ignore, today: str) -> bool:
    """Whether a comment silences nothing, for a reason that another rule gives."""
    return not ignore.reason or is_over(ignore.until, today)


def is_over(until: str, today: str) -> bool:
    """Whether an ignore's day has passed; what is not a day counts as passed."""
    return bool(until) and (not DAY.accepts(until) or until < today)
