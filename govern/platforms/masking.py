"""The one step on the way out: whatever a report says, every string of it, has its credentials covered.

A name can hold a credential as well as a value can: a tag called after the token it sends, a principal, a file. What is
covered keeps its length, so that columns stay right; two names that differ in their credentials only look the same then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from govern.core.record import Record
from govern.core.report import Report, together
from govern.platforms.fact import Leak
from govern.platforms.leaks import holds_any, masked

Known = TypeVar("Known", bound=Record)

SHORTEST = 16
"""No credential of any form is shorter."""
LONGEST_PATH = 500
"""In what is no longer, a slash parts the steps of a path; in longer texts it may be a letter of an image in base64."""


def covered(report: Report, own: tuple[Leak, ...] = ()) -> Report:
    """The report with credentials covered in each of its strings. `own` are forms that the projects know.

    The text of artifacts is what was written, or would be, and no format shows it: it stays as it is.
    """
    if report.parts:
        shown = (
            part.replace(project=covered_text(part.project, own), refused=covered_text(part.refused, own))
            for part in report.parts
        )
        return together(tuple(part.replace(report=covered(part.report, own)) for part in shown))
    artifacts = tuple(artifact.replace(path=covered_text(artifact.path, own)) for artifact in report.artifacts)
    return covered_record(report.replace(artifacts=()), own).replace(artifacts=artifacts)


def covered_record(record: Known, own: tuple[Leak, ...] = ()) -> Known:
    """A record with credentials covered in each of its strings, however deep; itself where there is none, as nearly always."""
    known = {text: covered_text(text, own) for text in strings_in(record)}
    if all(text == shown for text, shown in known.items()):
        return record

    def anything(value: Any) -> Any:
        if isinstance(value, str):
            return known[value]
        if isinstance(value, Record):
            return value.mapped(anything)
        if isinstance(value, tuple):
            return tuple(map(anything, value))
        if isinstance(value, list):
            return list(map(anything, value))
        if isinstance(value, dict):
            return {anything(key): anything(inner) for key, inner in value.items()}
        return value

    return record.mapped(anything)


def strings_in(record: Record) -> set[str]:
    """Every string in a record, however deep."""
    found: set[str] = set()
    left: list[Any] = [record]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, Record):
            left.extend(inner for name, inner in vars(value).items() if name != "_memory")
        elif isinstance(value, tuple | list):
            left.extend(value)
        elif isinstance(value, dict):
            left.extend((*value, *value.values()))
    return found


def covered_text(text: str, own: tuple[Leak, ...] = ()) -> str:
    """A text of a report with its credentials covered, the steps of a path each by itself."""
    if len(text) < SHORTEST:
        return text
    shown = masked(text, own, thorough=True)
    if "/" in shown and len(shown) < LONGEST_PATH:
        shown = "/".join(masked(part, own, thorough=True) for part in shown.split("/"))
    return shown


def is_any_covered(names: Iterable[str], own: tuple[Leak, ...] = ()) -> bool:
    """Whether any of many names of files would be covered, as a whole or a step of it: asked in one go, since each by itself
    takes ten times as long."""
    together = "\n".join(names)
    return any(holds_any(text, own) for text in (together, together.replace("/", "\n")))
