"""The plan: what has to be done to make the live state the desired one, as things with names and their fields.

`plan` compares containers; `compare` is the same for any two mappings of names to bodies, such as policies or grants.
Live is the state before, desired the state after: what only the specs have is to be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govern.core.record import Record
from govern.core.report import Action, Change, FieldChange
from govern.gtm.container import ORDER, Body, Container, canonical
from govern.gtm.schema import KINDS
from govern.plan.fields import between

if TYPE_CHECKING:
    from govern.plan.names import Renames

CONTAINER = "container"
"""The kind of the changes that are about a container itself."""


class Sides(Record):
    """The names of one kind: on one side only, or on both with bodies that are not equal as they stand."""

    went: dict[str, Body]
    came: dict[str, Body]
    changed: dict[str, tuple[Body, Body]]


def plan(desired: Iterable[Container], live: Iterable[Container]) -> Iterator[Change]:
    """The changes that lead from live containers to the desired ones, matched by id.

    Two single containers of one context are compared even if their ids differ, since exports without a public id are
    known by their name, and a copy of a container has an id of its own.
    """
    wished = {container.id: container for container in desired}
    found = {container.id: container for container in live}
    if len(wished) == len(found) == 1 and one(wished).context == one(found).context:
        yield from plan_container(one(wished), one(found))
        return
    for id in sorted(wished.keys() | found.keys()):
        yield from plan_container(wished.get(id), found.get(id))


def one(containers: Mapping[str, Container]) -> Container:
    """The first of some containers."""
    return next(iter(containers.values()))


def plan_container(desired: Container | None, live: Container | None) -> Iterator[Change]:
    """The changes that lead from a live container to the desired one; one change where there is only one of them."""
    if desired is None or live is None:
        container = desired or live
        if container is not None:
            yield whole("add" if live is None else "remove", container)
        return
    owner = desired.id
    fields = tuple(settings(desired, live))
    if fields:
        yield change("change", CONTAINER, owner, owner, fields)
    sides = {
        kind: found
        for kind in kinds(desired, live)
        if (found := split(desired.bodies(kind), live.bodies(kind))) is not None
    }
    yield from entities(sides, owner, desired)


def change(
    action: Action, kind: str, name: str, owner: str, fields: Iterable[FieldChange], before_name: str = ""
) -> Change:
    """A change, its credentials covered."""
    from govern.plan.covered import covered

    return Change(action, kind, name, owner, tuple(covered(field, name) for field in fields), before_name)


def contents(schema: str, before: Any, after: Any) -> tuple[FieldChange, ...]:
    """What a thing holds that is on one side only (the other is `None`), field by field."""
    if type(before) is dict or type(after) is dict:
        return tuple(between(schema, before or {}, after or {}))
    return (FieldChange((), before, after),)


def whole(action: Action, container: Container) -> Change:
    """A container that one side lacks altogether: one change that says how much is in it."""
    counts: list[tuple[str, Any]] = [("context", container.context)]
    counts += [(kind, len(bodies)) for kind in kinds(container) if (bodies := container.bodies(kind))]
    fields = tuple(
        FieldChange((key,), value, None) if action == "remove" else FieldChange((key,), None, value)
        for key, value in counts
    )
    return change(action, CONTAINER, container.id, container.id, fields)


def kinds(*containers: Container) -> list[str]:
    """The kinds of the containers' entities, in the order of a plan."""
    present = {kind for container in containers for kind in container.entities}
    return [*(kind for kind in ORDER if kind in present), *sorted(present - set(ORDER))]


def settings(desired: Container, live: Container) -> Iterator[FieldChange]:
    """The differences between the containers themselves. Specs or exports that say nothing about them differ in nothing.

    The name and the description of a version are left out: they are new with each publishing and change nothing.
    """
    for key, before, after in (("publicId", live.id, desired.id), ("context", live.context, desired.context)):
        if before != after:
            yield FieldChange((key,), before, after)
    if desired.settings and live.settings:
        was, is_to_be = (
            {key: value for key, value in side.settings.items() if key != "version"} for side in (live, desired)
        )
        yield from between("Container", was, is_to_be)


def split(desired: Mapping[str, Body], live: Mapping[str, Body]) -> Sides | None:
    """What is different about the entities of a kind at first sight; `None` if nothing is.

    Most of two states is equal as it stands, so this is a comparison of values and nothing else.
    """
    changed = {
        name: (before, after) for name, after in desired.items() if name in live and (before := live[name]) != after
    }
    came = {name: after for name, after in desired.items() if name not in live}
    went = {name: before for name, before in live.items() if name not in desired}
    return Sides(went, came, changed) if changed or came or went else None


def entities(sides: Mapping[str, Sides], owner: str, desired: Container) -> Iterator[Change]:
    """The changes of all entities, renames told apart from what came and went."""
    if not sides:
        return
    from govern.plan import exchanges
    from govern.plan.renames import Search

    went = {kind: side.went for kind, side in sides.items()}
    came = {kind: side.came for kind, side in sides.items()}
    changed = {kind: side.changed for kind, side in sides.items()}
    search = Search(went, came, changed)
    renames = search.run()
    still = {
        kind: {name: pair for name, pair in pairs.items() if renames.follow(*pair) != pair[1]}
        for kind, pairs in changed.items()
    }
    exchanges.find(search, still, desired.entities)
    for kind, side in sides.items():
        yield from changes(kind, owner, side, still[kind], renames)


def differences(kind: str, before: Body, after: Body, renames: Renames) -> tuple[FieldChange, ...]:
    """The fields in which two bodies differ once the old one refers to things by their new names."""
    before = renames.follow(before, after)
    left = {key: value for key, value in before.items() if key not in after or value != after[key]}
    right = {key: value for key, value in after.items() if key not in before or value != before[key]}
    return tuple(between(KINDS.get(kind, ""), canonical(kind, left), canonical(kind, right)))


def changes(
    kind: str, owner: str, side: Sides, still: Mapping[str, tuple[Body, Body]], renames: Renames
) -> list[Change]:
    """The changes of one kind, by name."""
    new, old = renames.of(kind), {new: old for old, new in renames.of(kind).items()}
    schema = KINDS.get(kind, "")
    result = [
        change("add", kind, name, owner, contents(schema, None, canonical(kind, after)))
        for name, after in side.came.items()
        if name not in old
    ]
    result += [
        change("remove", kind, name, owner, contents(schema, canonical(kind, before), None))
        for name, before in side.went.items()
        if name not in new
    ]
    result += [
        change("change", kind, name, owner, fields)
        for name, pair in still.items()
        if name not in old and (fields := differences(kind, *pair, renames))
    ]
    for before_name, name in new.items():
        before = side.went[before_name] if before_name in side.went else side.changed[before_name][0]
        after = side.came[name] if name in side.came else side.changed[name][1]
        result.append(change("rename", kind, name, owner, differences(kind, before, after, renames), before_name))
    return sorted(result, key=lambda change: (change.name, change.before_name))
