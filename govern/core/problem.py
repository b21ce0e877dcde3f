"""What somebody who looks at a project has to say about a place, before it is a finding: rules say it, subjects prepare it."""

from __future__ import annotations

from typing import Any

from govern.core.record import Record
from govern.core.report import Edit, Place, Related


class Problem(Record):
    """What a rule says: where, what, the other places, the next step. `subject` names the thing when no route does.

    `fix` is given only where one answer is right, such as `fix=(Edit("replace", mapping.place("as"), "Purchase"),)`.
    `cause` names the root that a rule's problems have in common, such as the name that nobody declares: one mistake is
    one finding, at its first place, with the others as related places. Its message should be about the cause.
    """

    place: Place
    message: str
    related: tuple[Related, ...] = ()
    help: str = ""
    subject: str = ""
    at_key: bool = False
    fix: tuple[Edit, ...] = ()
    cause: str = ""


def put(place: Place, value: Any) -> tuple[Edit, ...]:
    """The fix that writes a value at a place; none where no value is sure."""
    return (Edit("replace", place, value),) if value not in ("", None) else ()


def rekey(place: Place, key: str) -> tuple[Edit, ...]:
    """The fix that gives the key at a place another name; none where no name is sure."""
    return (Edit("rename", place, key),) if key else ()


def removal(place: Place) -> tuple[Edit, ...]:
    """The fix that takes a key or an entry away."""
    return (Edit("remove", place),)
