"""The plan: what has to be done to make the live state the desired one, as things with names and their fields.

`plan` compares containers; `things.compare` is the same for any two sets of named things, such as policies or grants.
Live is the state before, desired the state after: what only the specs have is to be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from govern.core.report import Action, Change, FieldChange
from govern.gtm.container import ORDER, Body, Container, canonical
from govern.gtm.schema import KINDS
from govern.gtm.unsaid import alike
from govern.plan.fields import between
from govern.plan.things import Paired, Sides, change, changes, in_order, split

if TYPE_CHECKING:
    from govern.plan.names import Renames

CONTAINER = "container"
"""The kind of the changes that are about a container itself."""


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
        if kind not in desired.absent | live.absent  # a file that does not list a kind says nothing of it
        if (found := split(named(kind, desired, live), named(kind, live, desired))) is not None
    }
    yield from changes(sides, owner, Entities(desired))


def named(kind: str, container: Container, other: Container) -> Mapping[str, Body]:
    """The entities of a kind by name; a built-in variable that has only its type goes by the name it has on the other side."""
    bodies = container.bodies(kind)
    if kind != "builtInVariable" or bodies.keys() == other.bodies(kind).keys():
        return bodies
    types = ((canonical(kind, body).get("type"), name) for name, body in other.bodies(kind).items())
    names = {given: name for given, name in types if type(given) is str}
    spelled = {name: canonical(kind, {"type": name})["type"] for name in bodies}
    return {
        names.get(spelled[name], name) if canonical(kind, body).get("type") == spelled[name] else name: body
        for name, body in bodies.items()
    }


def contents(schema: str, before: Any, after: Any) -> tuple[FieldChange, ...]:
    """What a thing holds that is on one side only (the other is `None`), field by field."""
    if isinstance(before, dict) or isinstance(after, dict):
        return tuple(between(schema, dict(before or {}), dict(after or {})))
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
    return in_order((kind for container in containers for kind in container.entities), ORDER)


ASIDE = ("version", "features", "tagIds")
"""What of a container says nothing of what it does."""


def settings(desired: Container, live: Container) -> Iterator[FieldChange]:
    """The differences between the containers themselves. Specs or exports that say nothing about them differ in nothing.

    The name and the description of a version are left out: they are new with each publishing and change nothing. So is what
    the account may do, and under which ids the container is known.
    """
    for key, before, after in (("publicId", live.id, desired.id), ("context", live.context, desired.context)):
        if before != after:
            yield FieldChange((key,), before, after)
    if desired.settings and live.settings:
        was, is_to_be = (
            {key: value for key, value in side.settings.items() if key not in ASIDE and value != []}
            for side in (live, desired)
        )
        yield from between("Container", was, is_to_be)


class Entities:
    """How the entities of two containers are compared: by what they refer to under its new name, in canonical form."""

    def __init__(self, desired: Container) -> None:
        self.desired = desired
        self.renames: Renames | None = None

    def pair(self, sides: Mapping[str, Sides]) -> Paired:
        """Renames, by what the bodies say and what refers to them; exchanged names among what differs even so."""
        from govern.plan import exchanges
        from govern.plan.renames import Search

        went = {kind: side.went for kind, side in sides.items()}
        came = {kind: side.came for kind, side in sides.items()}
        changed = {kind: side.changed for kind, side in sides.items()}
        search = Search(went, came, changed)
        renames = self.renames = search.run()
        still = {
            kind: {name: pair for name, pair in pairs.items() if renames.follow(*pair) != pair[1]}
            for kind, pairs in changed.items()
        }
        exchanges.find(search, still, self.desired.entities)
        return Paired({kind: renames.of(kind) for kind in sides}, still)

    def fields(self, kind: str, before: Body | None, after: Body | None) -> Iterable[FieldChange]:
        """The fields in which two bodies differ once the old one refers to things by their new names."""
        schema = KINDS.get(kind, "")
        if before is None or after is None:
            old, new = (None if body is None else canonical(kind, body) for body in (before, after))
            return contents(schema, old, new)
        assert self.renames is not None
        before, after = alike(kind, self.renames.follow(before, after), after)
        left = {key: value for key, value in before.items() if key not in after or value != after[key]}
        right = {key: value for key, value in after.items() if key not in before or value != before[key]}
        return between(schema, left, right)
