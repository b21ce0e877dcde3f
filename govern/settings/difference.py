"""Differences of settings as changes: live against what specs wish, and an older answer against a newer one, risk first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govern.core.errors import GovernError
from govern.core.report import Change, FieldChange
from govern.plan.things import Paired, Plain, Sides, Thing, compare
from govern.settings import LABELS, Setting, Settings
from govern.settings.bound import destination_of, wishes
from govern.settings.held import Apart, apart
from govern.settings.joined import companions
from govern.settings.live import label_of, name_of
from govern.settings.meaning import meaning, ranked
from govern.settings.missing import not_set, undeclared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govern.project import Project

HAPPENED = frozenset({"changed", "quality", "annotation"})
"""What is not a setting but something that happened or was measured: two answers always differ in it."""

FLEETING = frozenset({
    "fired", "createTime", "updateTime", "create_time", "created_at", "updated_at", "creation_time", "created", "lastModified",
    "last_fired_time", "match_rate_approx", "matched_entries", "valid_entries", "event_stats", "fingerprint", "tagManagerUrl", "day",
})  # fmt: skip
"""Fields that are new in each answer."""

LISTED = {"key_event": "key_events", "conversion": "conversions", "dimension": "dimensions", "metric": "metrics"}
ORDER = tuple(LABELS.values())


def settings_against_specs(project: Project) -> tuple[Change, ...]:
    """What would have to happen at the platforms to make live settings the wished ones. What the specs do not list is left."""
    found: dict[tuple[str, str, str], list[Apart]] = {}
    for one in apart(project):
        found.setdefault(named(one.pair.live), []).append(one)
    changes = [changed(project, key, group) for key, group in found.items()]
    for wish in not_set(project):
        fields = tuple(FieldChange((name,), None, plain(value)) for name, value in wish.fields.items())
        owner = f"{name_of(wish.setting.platform)} {wish.setting.account or wish.destination}"
        changes.append(Change("add", LABELS[wish.setting.kind], wish.setting.name, owner, fields))
    for kind, section in LISTED.items():
        for setting in undeclared(project, kind):
            destination = destination_of(project, setting)
            wish_of = wishes(project).get(destination.name) if destination is not None else None
            if wish_of is not None and getattr(wish_of, section):
                removed = tuple(FieldChange((name,), plain(value), None) for name, value in setting.fields.items())
                changes.append(Change("remove", *named(setting), removed, also=companions(project, setting)))
    found_by_cost = ranked(sorted(changes, key=lambda change: (change.owner, ORDER.index(change.kind), change.name)))
    return tuple(one.replace(meaning=f"live: {one.meaning}") if one.meaning else one for one in found_by_cost)


def changed(project: Project, key: tuple[str, str, str], group: list[Apart]) -> Change:
    """The fields of one setting that are set otherwise than wished; what it means is told of what is set now."""
    fields = tuple(FieldChange((one.field,), plain(one.live), plain(one.wish)) for one in group)
    said = meaning(
        {one.field: one.wish for one in group}, {one.field: one.live for one in group}, group[0].pair.live.kind
    )
    return Change("change", *key, fields, meaning=said, also=companions(project, group[0].pair.live))


def named(setting: Setting) -> tuple[str, str, str]:
    """Kind, name and owner of a setting, as a plan has them."""
    return LABELS[setting.kind], setting.name or setting.id, label_of(setting)


def between(before: Iterable[Settings], after: Iterable[Settings]) -> tuple[Change, ...]:
    """What happened at the platforms between two answers; what one side does not speak of at all is left out."""
    older, newer = tuple(things(before)), tuple(things(after))
    spoken = {(thing.owner, thing.kind) for thing in older} & {(thing.owner, thing.kind) for thing in newer}
    if not spoken and older and newer:
        both = " and ".join(f"{side[0].kind} of {side[0].owner}" for side in (older, newer))
        raise GovernError(f"the two say nothing of the same settings: {both}", help="compare two answers to one call")
    owners = {thing.owner for thing in older}, {thing.owner for thing in newer}
    lone = owners[0] == owners[1] and all(found.is_list for found in (*before, *after))
    old, new = ([thing for thing in side if lone or (thing.owner, thing.kind) in spoken] for side in (older, newer))
    told = [change.replace(meaning=of_change(change)) for change in compare(new, old, ORDER, Numbered())]
    return ranked(told)


def of_change(change: Change) -> str:
    """What a change between two answers means."""
    kind = next((kind for kind, label in LABELS.items() if label == change.kind), "")
    was, now = (
        {str(field.route[-1]): getattr(field, side) for field in change.fields if len(field.route) == 1}
        for side in ("before", "after")
    )
    return meaning(was, now, kind) if change.action in ("change", "rename") else ""


def things(answers: Iterable[Settings]) -> Iterator[Thing]:
    """Every setting as a thing that can be compared: all that the platform says, not only what we understand."""
    for found in answers:
        for setting in found.settings:
            if setting.kind not in HAPPENED:
                kind, name, owner = named(setting)
                known = {key: plain(value) for key, value in setting.fields.items() if key not in FLEETING}
                rest = {key: value for key, value in setting.rest.items() if key not in FLEETING and key not in known}
                yield Thing(kind, name, owner, {**known, **rest, **({"id": setting.id} if setting.id else {})})


def plain(value: Any) -> Any:
    """A value as plain data."""
    return list(value) if isinstance(value, tuple) else value


class Numbered(Plain):
    """Things with a number are the same under another name if the number is."""

    def pair(self, sides: Mapping[str, Sides]) -> Paired:
        """Renames, by the number of what went and what came."""
        renames = {}
        for kind, side in sides.items():
            numbers = {body["id"]: name for name, body in side.came.items() if body.get("id")}
            renames[kind] = {old: numbers[body["id"]] for old, body in side.went.items() if body.get("id") in numbers}
        return Paired(renames, {kind: side.changed for kind, side in sides.items()})
