"""What differs between two sets of named things, whatever they are: entities of a container, grants, policies, settings.

A thing has a kind, a name that tells it from others of its kind at one owner, and a body of plain data. How bodies are
paired under new names, and which field says how two of them differ, is a `Manner`: the plain one takes equal bodies for
renames and data as it is; containers have one of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from govern.core.record import Record
from govern.core.report import Action, Change, FieldChange, Route

Body = Any
Pair = tuple[Body, Body]
Names = dict[str, str]
"""New names by old ones."""


class Thing(Record):
    """Something with a name. `owner` is the container, policy or account that it belongs to."""

    kind: str
    name: str
    owner: str
    body: Body


class Sides(Record):
    """The names of one kind: on one side only, or on both with bodies that are not equal as they stand."""

    went: dict[str, Body]
    came: dict[str, Body]
    changed: dict[str, Pair]


class Paired(Record):
    """What was found out about the sides: who goes by another name, and which bodies still differ under their names."""

    renames: Mapping[str, Names]
    changed: Mapping[str, Mapping[str, Pair]]


class Manner(Protocol):
    """How the things of one owner are compared."""

    def pair(self, sides: Mapping[str, Sides]) -> Paired:
        """Who is who, by kind."""

    def fields(self, kind: str, before: Body | None, after: Body | None) -> Iterable[FieldChange]:
        """The fields in which two bodies differ, or all that one holds where the other side has none."""


class Plain:
    """Bodies are data as it is; what went and what came are the same thing if nothing else has their body."""

    def pair(self, sides: Mapping[str, Sides]) -> Paired:
        renames = {kind: dict(namesakes(side)) for kind, side in sides.items()}
        return Paired(renames, {kind: side.changed for kind, side in sides.items()})

    def fields(self, kind: str, before: Body | None, after: Body | None) -> Iterator[FieldChange]:
        if before is None or after is None:
            given = before if after is None else after
            before, after = ({} if side is None and isinstance(given, dict) else side for side in (before, after))
        yield from apart(before, after)


def compare(
    desired: Iterable[Thing], live: Iterable[Thing], order: tuple[str, ...] = (), manner: Manner | None = None
) -> Iterator[Change]:
    """The changes that lead from the live things to the desired ones: by owner, by kind in the order, by name."""
    wished, found = by_owner(desired), by_owner(live)
    for owner in sorted(wished.keys() | found.keys()):
        ours, theirs = wished.get(owner, {}), found.get(owner, {})
        sides = {
            kind: side
            for kind in in_order(ours.keys() | theirs.keys(), order)
            if (side := split(ours.get(kind, {}), theirs.get(kind, {}))) is not None
        }
        yield from changes(sides, owner, manner or Plain())


def by_owner(things: Iterable[Thing]) -> dict[str, dict[str, dict[str, Body]]]:
    """Bodies by owner, kind and name; of two things with one name the first counts, as everywhere."""
    found: dict[str, dict[str, dict[str, Body]]] = {}
    for thing in things:
        found.setdefault(thing.owner, {}).setdefault(thing.kind, {}).setdefault(thing.name, thing.body)
    return found


def in_order(kinds: Iterable[str], order: tuple[str, ...]) -> list[str]:
    """Some kinds, those that the order has before the others."""
    present = set(kinds)
    return [*(kind for kind in order if kind in present), *sorted(present - set(order))]


def split(desired: Mapping[str, Body], live: Mapping[str, Body]) -> Sides | None:
    """What is different about the things of a kind at first sight; `None` if nothing is.

    Most of two states is equal as it stands, so this is a comparison of values and nothing else.
    """
    changed = {
        name: (before, after) for name, after in desired.items() if name in live and (before := live[name]) != after
    }
    came = {name: after for name, after in desired.items() if name not in live}
    went = {name: before for name, before in live.items() if name not in desired}
    return Sides(went, came, changed) if changed or came or went else None


def changes(sides: Mapping[str, Sides], owner: str, manner: Manner) -> Iterator[Change]:
    """The changes of all things of an owner, renames told apart from what came and went."""
    if not sides:
        return
    found = manner.pair(sides)
    for kind, side in sides.items():
        yield from of_kind(kind, owner, side, found.renames.get(kind, {}), found.changed[kind], manner)


def of_kind(kind: str, owner: str, side: Sides, new: Names, still: Mapping[str, Pair], manner: Manner) -> list[Change]:
    """The changes of one kind, by name."""
    old = {name: before_name for before_name, name in new.items()}
    result = [
        change("add", kind, name, owner, manner.fields(kind, None, after))
        for name, after in side.came.items()
        if name not in old
    ]
    result += [
        change("remove", kind, name, owner, manner.fields(kind, before, None))
        for name, before in side.went.items()
        if name not in new
    ]
    result += [
        change("change", kind, name, owner, fields)
        for name, pair in still.items()
        if name not in old and (fields := tuple(manner.fields(kind, *pair)))
    ]
    for before_name, name in new.items():
        before = side.went[before_name] if before_name in side.went else side.changed[before_name][0]
        after = side.came[name] if name in side.came else side.changed[name][1]
        result.append(change("rename", kind, name, owner, manner.fields(kind, before, after), before_name))
    return sorted(result, key=lambda change: (change.name, change.before_name))


def change(
    action: Action, kind: str, name: str, owner: str, fields: Iterable[FieldChange], before_name: str = ""
) -> Change:
    """A change, its credentials covered."""
    from govern.plan.covered import covered

    return Change(action, kind, name, owner, tuple(covered(field, name) for field in fields), before_name)


def namesakes(side: Sides) -> Iterator[tuple[str, str]]:
    """Old and new names of a body that nothing else has which went or came."""
    olds, news = by_text(side.went), by_text(side.came)
    for text, names in olds.items():
        others = news.get(text, [])
        if len(names) == len(others) == 1:
            yield names[0], others[0]


def by_text(bodies: Mapping[str, Body]) -> dict[str, list[str]]:
    """Names by what their bodies say; an empty body says nothing."""
    from json import dumps

    found: dict[str, list[str]] = {}
    for name, body in bodies.items():
        if body:
            found.setdefault(dumps(body, sort_keys=True), []).append(name)
    return found


def apart(before: Any, after: Any, route: Route = ()) -> Iterator[FieldChange]:
    """Where plain data differs, by the smallest field that says it."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from apart(before.get(key), after.get(key), (*route, key))
    elif before != after:
        yield FieldChange(route, before, after)
