"""Live settings held against the wished ones: pairs, and the fields in which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.attribution.conversions import EVERY, MODELS, ONCE
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.settings import ALONE, Setting
from govern.settings.bound import destination_of, mappings_of
from govern.settings.fields import WINDOWS
from govern.settings.live import GONE, settings
from govern.settings.wished import Wished, windows_of, wished
from govern.spec.base import DURATION, seconds
from govern.spec.spelling import letters

if TYPE_CHECKING:
    from govern.project import Project


class Pair(Record):
    """A live setting, the destination that it is of, and what is wished of it: fields, and where each is written."""

    live: Setting
    destination: str
    fields: dict[str, Any]
    places: dict[str, Place]
    wish: Wished | None = None


class Apart(Record):
    """One field that is set otherwise than wished."""

    pair: Pair
    field: str
    wish: Any
    live: Any
    place: Place


@memo
def pairs(project: Project) -> tuple[Pair, ...]:
    """Every live setting of which something is wished. What is said of one conversion goes before what `attribution` says of
    all of them."""
    found = []
    for setting in settings(project):
        destination = destination_of(project, setting)
        if destination is None or setting.says("status") in GONE or setting.says("system"):
            continue
        wish = wish_of(project, setting)
        fields, places = (dict(wish.fields), dict(wish.places)) if wish is not None else ({}, {})
        if is_credited(project, setting) or (wish is not None and setting.kind == "conversion"):
            more, where, _ = windows_of(project, destination.name)
            fields, places = {**more, **fields}, {**where, **places}
        if fields:
            found.append(Pair(setting, destination.name, fields, places, wish))
    return tuple(found)


def wish_of(project: Project, setting: Setting) -> Wished | None:
    """What the section `settings` wishes of a live setting."""
    destination = destination_of(project, setting)
    here = (one for one in wished(project) if destination is not None and one.destination == destination.name)
    return next((one for one in here if is_same(one.setting, setting)), None)


def is_same(wish: Setting, live: Setting) -> bool:
    """Whether a wish is about a live setting."""
    if wish.kind != live.kind:
        return False
    if wish.kind in ALONE or wish.kind == "pixel":
        return True
    if wish.kind in ("dimension", "metric"):
        return wish.name == live.name and wish.fields.get("scope", "event") == live.fields.get("scope", "event")
    return wish.id == live.id if wish.id and live.id else wish.name == live.name


def is_credited(project: Project, setting: Setting) -> bool:
    """Whether the windows of `attribution` are about a setting: a conversion that an event feeds or that counts in bids, an ad set,
    or an account that has windows for all of its reports. One that nobody declared and that steers nothing may have any window."""
    if setting.kind in ("ad_set", "account"):
        return True
    if setting.kind != "conversion":
        return False
    return bool(mappings_of(project, setting)) or setting.says("primary") is not False


@memo
def apart(project: Project) -> tuple[Apart, ...]:
    """Every field that is set otherwise than wished; what the platform does not say is not held against it."""
    return tuple(
        Apart(pair, field, wish, live, pair.places[field])
        for pair in pairs(project)
        for field, wish in pair.fields.items()
        if (live := pair.live.says(field)) is not None and not alike(field, wish, live)
    )


def alike(field: str, wish: Any, live: Any) -> bool:
    """Whether two values are one, however they are written."""
    if field in WINDOWS:
        return is_duration(wish) and is_duration(live) and seconds(wish) == seconds(live)
    if field == "counting":
        return counted(wish) == counted(live)
    if field == "model":
        return credited(wish) == credited(live)
    if isinstance(wish, tuple) and isinstance(live, tuple):
        return set(wish) == set(live)
    if isinstance(wish, str) and isinstance(live, str):
        return wish.casefold() == live.casefold()
    return bool(wish == live)


def is_duration(value: Any) -> bool:
    """Whether something is a duration as specs write it."""
    return isinstance(value, str) and DURATION.accepts(value)


def counted(value: Any) -> str:
    """A way of counting in one of two words, or as it is."""
    text = letters(str(value))
    return "every" if text in EVERY else "once" if text in ONCE else text


def credited(value: Any) -> str:
    """The kind of a model, or its word."""
    text = letters(str(value)).replace("touch", "click")
    return next((known for known in MODELS if known in text), text)


def of_fields(project: Project, *fields: str) -> Iterator[Apart]:
    """What differs in some fields."""
    return (one for one in apart(project) if one.field in fields)
