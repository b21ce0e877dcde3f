"""Changes that are alike, told once: `18 tags: consentSettings.consentStatus`, rather than the same line 18 times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.report import FieldChange
from govern.output import words

if TYPE_CHECKING:
    from govern.core.report import Change

MANY = 3
"""So many things in which a field changes alike are told as one."""

ALTERED = ("change", "rename")
"""What happened to things that are there before and after."""

LONGEST = 400
"""Longer values are told with each thing: a text difference has to be looked at where it is."""


def summed(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes, equal changes of a field as one, by what they mean in the order that the changes have."""
    many = _alike(changes)
    if not many:
        return changes
    told: list[Change] = []
    for at, change in enumerate(changes):
        left = []
        for field in change.fields:
            places = many.get(_key(change, field) or ())
            if places is None or change.action not in ALTERED:
                left.append(field)
            elif places[0] == at:
                told.append(_as_one(change, field, [changes[place].name for place in places]))
        if left or not change.fields or change.action == "rename":
            told.append(_less(change, tuple(left)))
    owners = list(dict.fromkeys(change.owner for change in changes))
    meanings = list(dict.fromkeys(change.meaning for change in changes if change.meaning))
    rank = {meaning: at for at, meaning in enumerate(meanings)}
    return tuple(sorted(told, key=lambda one: (owners.index(one.owner), rank.get(one.meaning, len(rank)))))


def _less(change: Change, fields: tuple[FieldChange, ...]) -> Change:
    """A change with some of its fields, and with what these mean."""
    if fields == change.fields:
        return change
    said = [field.meaning for field in fields if field.meaning]
    meaning = change.meaning if change.meaning in said else next(iter(said), "")
    return change.replace(fields=fields, meaning=meaning)


def _alike(changes: tuple[Change, ...]) -> dict[tuple[str, ...], list[int]]:
    """The changes of a field that several things have in common, with the places of these."""
    by_field: dict[tuple[str, ...], list[int]] = {}
    for at, change in enumerate(changes):
        for field in change.fields if change.action in ALTERED else ():
            if (key := _key(change, field)) is not None:
                by_field.setdefault(key, []).append(at)
    return {key: places for key, places in by_field.items() if len(places) >= MANY}


def _key(change: Change, field: FieldChange) -> tuple[str, ...] | None:
    """What two changes of a field have to share to be told as one."""
    before, after = (words.value(value) for value in (field.before, field.after))
    if len(before) + len(after) > LONGEST:
        return None
    return change.owner, change.kind, field.meaning, words.route(field.route), before, after


def _as_one(change: Change, field: FieldChange, names: list[str]) -> Change:
    """The change that stands for all: its name tells how many, and which."""
    listed = ", ".join(f'"{name}"' for name in names)
    kind = f"{len(names):,} {change.kind}s"
    return change.replace(
        action="change", before_name="", kind=kind, name=listed, fields=(field,), meaning=field.meaning
    )
