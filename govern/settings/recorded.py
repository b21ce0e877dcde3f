"""Recorded changes of settings since the last review: who made each, whether the specs know them and who approved that, and what is not as declared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from govern.access.entries import key_of
from govern.access.register import Holder, Register, register
from govern.core.record import Record
from govern.settings import Setting
from govern.settings.held import apart
from govern.settings.live import name_of, of_kind

if TYPE_CHECKING:
    from govern.project import Project


PLATFORM = frozenset({"system", "support"})
"""What Analytics calls its own changes."""


class Recorded(Record):
    """One change that a platform has recorded. `right` says by what right, in words; `apart` how many fields of settings at the platform are
    set otherwise than declared now."""

    day: str
    platform: str
    actor: str
    what: str
    right: str
    apart: int


def last_review(project: Project) -> str:
    """The day of the newest review of an earlier period that the project keeps; nothing where it keeps none. The review of this period may
    be made several times, and says the same each time."""
    return max((kept.day for kept in project.live.reviews if kept.last < project.today), default="")


def recorded(project: Project) -> tuple[Recorded, ...]:
    """The changes since then, the newest first; of one whose day is not told nobody knows, so it is told."""
    since, known = last_review(project), register(project)
    differing = Counter(one.pair.live.platform for one in apart(project))
    found = [
        Recorded(
            str(setting.says("day") or ""), setting.platform, str(setting.says("actor") or ""), str(setting.says("what") or ""),
            right_of(known, setting), differing[setting.platform],
        )
        for setting in of_kind(project, "changed")
        if not setting.says("day") or str(setting.says("day")) > since
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def right_of(known: Register, setting: Setting) -> str:
    """By what right somebody has changed something, as far as the specs say."""
    actor = str(setting.says("actor") or "")
    if actor in PLATFORM:
        return "by the platform itself"
    if not known.holders:
        return "the specs declare no people"
    holder = known.by_key.get(key_of(actor)) or next(iter(known.by_who.get(actor.casefold(), ())), None)
    return "nobody declares them" if holder is None else granted(known, holder, setting.platform)


def granted(known: Register, holder: Holder, platform: str) -> str:
    """The role of a declared principal at a platform, and who approved it."""
    names = holder.keys | {holder.name.casefold()}
    grants = [
        one for one, _ in known.grants if one.who.casefold() in names and known.platform_key(one.platform) == platform
    ]
    if not grants:
        return f"declared, without a role at {name_of(platform)}"
    return "; ".join(dict.fromkeys(f"{one.role}, approved by {one.approved_by or 'nobody'}" for one in grants))
