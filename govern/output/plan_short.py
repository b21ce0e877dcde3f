"""A plan that fills more than a screen, in short: what was added and removed by its name, several of a kind on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.output import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from govern.core.report import Change

SCREEN = 50
"""A plan of more lines is told in short, unless its details are asked for."""

FEW = 7
"""Fewer changes are told whole, however long their texts are."""

MANY = 4
"""So many things of a kind that come or go side by side are one line."""

NAMES, RENAMED = 8, 4
"""So many of their names are told, and of those with an old name beside it."""

EVENTS = ("standardEventName", "eventNameStandard", "customEventName", "eventNameCustom", "eventName")
MODES = ("standard", "custom", "variable", "inherit", "override")
"""The fields in which tags have the name of their event, and what stands in them where another field has it."""

FIELD_LINES = 5
"""So many lines are told of the fields of a thing that changed."""


def gathered(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """The changes of one owner, those alone or together that one line tells of."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for number, change in enumerate(changes):
        renamed = change.action == "rename" and not change.fields
        plain = (renamed or change.action in ("add", "remove")) and not change.meaning
        groups.setdefault((change.action, change.kind) if plain else ("", str(number)), []).append(change)
    for found in groups.values():
        if len(found) >= MANY:
            yield tuple(found)
        else:
            yield from ((one,) for one in found)


def head(group: tuple[Change, ...], arrow: str) -> str:
    """What one line says of one thing, or of several of a kind."""
    first, *others = group
    if others:
        most = RENAMED if first.before_name else NAMES
        names = ", ".join(named(one, arrow) for one in group[:most])
        more = f" and {len(group) - most:,} more" if len(group) > most else ""
        return f"{len(group):,} {first.kind}s: {names}{more}"
    return words.change(first, arrow) + hint(first)


def named(change: Change, arrow: str) -> str:
    """The name of a thing, with the one that it had before."""
    return f'"{change.before_name}" {arrow} "{change.name}"' if change.before_name else f'"{change.name}"'


def hint(change: Change) -> str:
    """What a tag that came or went does: its type, its event, its triggers."""
    if change.action not in ("add", "remove") or change.kind != "tag":
        return ""
    said = {field.route: field.after if change.action == "add" else field.before for field in change.fields}
    type_ = said.get(("type",))
    events = (said.get(("parameter", key)) for key in EVENTS)
    event = next((one for one in events if isinstance(one, str) and one not in MODES), None)
    triggers = said.get(("firingTrigger",))
    told = [str(type_)] if isinstance(type_, str) else []
    told += [f'"{event}"'] if isinstance(event, str) else []
    told += (
        ["on " + " and ".join(f'"{one}"' for one in triggers[:3])] if isinstance(triggers, list) and triggers else []
    )
    return f" ({', '.join(told)})" if told else ""
