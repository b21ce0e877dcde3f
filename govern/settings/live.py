"""What the rules over live settings share: all that was read, what is whole of it, and how problems name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.memo import memo
from govern.core.problem import Problem
from govern.core.report import Place, Related
from govern.platforms import platform
from govern.settings import LABELS, Setting, Settings
from govern.settings.fields import LABELS as FIELDS
from govern.settings.fields import shown

if TYPE_CHECKING:
    from govern.project import Project

Identity = tuple[Any, ...]

GONE = frozenset({"removed", "hidden"})
"""Something with this status counts nothing any more."""


@memo
def settings(project: Project) -> tuple[Setting, ...]:
    """Every setting of every answer; one that several files tell is told once, by the first that says most. The body of a
    request says nothing of what is set."""
    best: dict[Identity, Setting] = {}
    for found in project.live.settings:
        for setting in found.settings if not found.doubt else ():
            key = identity(setting)
            if key not in best or len(setting.fields) > len(best[key].fields):
                best[key] = setting if key not in best else setting.replace(place=best[key].place)
    return tuple(best.values())


def identity(setting: Setting) -> Identity:
    """What tells a setting from all others; of rows without a number nobody can say that two are one. A number may be another
    thing's in another list: the resource name says which."""
    if setting.id or setting.account:
        resource = setting.rest.get("name")
        return (
            setting.platform,
            setting.kind,
            setting.account,
            setting.id or setting.name,
            resource if isinstance(resource, str) else "",
        )
    return (setting.place.file, setting.place.route, setting.place.span)


def of_kind(project: Project, *kinds: str) -> Iterator[Setting]:
    """Every setting of some kinds."""
    return (setting for setting in settings(project) if setting.kind in kinds)


def in_use(project: Project, *kinds: str) -> Iterator[Setting]:
    """Those of some kinds that have not been taken away."""
    return (setting for setting in of_kind(project, *kinds) if setting.says("status") not in GONE)


def whole(project: Project, key: str, kind: str, account: str = "") -> tuple[Settings, ...]:
    """The files that list everything of a kind at an account of a platform: what is not in them is not there."""
    return tuple(
        found
        for found in project.live.settings
        if found.platform == key
        and found.is_whole
        and any(one.kind == kind and account in ("", one.account) for one in found.settings)
    )


def name_of(key: str) -> str:
    """A platform's name in messages."""
    known = platform(key)
    return known.name if known is not None else BANNERS.get(key, key)


BANNERS = {"cookiebot": "Cookiebot", "onetrust": "OneTrust", "usercentrics": "Usercentrics"}
"""What the makers of consent banners are called, of which no other facts are kept."""


def label_of(setting: Setting) -> str:
    """Whose a setting is, in a plan: `Google Ads customers/5`."""
    return f"{name_of(setting.platform)} {setting.account}".strip()


def label(setting: Setting) -> str:
    """A setting in messages: `conversion "Purchase" of Google Ads`."""
    name = f' "{setting.name}"' if setting.name else ""
    return f"{LABELS[setting.kind]}{name} of {name_of(setting.platform)}"


def value(setting: Setting, field: str) -> str:
    """What is set, as messages show it."""
    return shown(field, setting.says(field))


def word(field: str) -> str:
    """What messages call a field."""
    return FIELDS.get(field, field)


def problem(
    setting: Setting,
    message: str,
    *,
    help: str = "",
    about: str = "",
    related: tuple[Related, ...] = (),
    place: Place | None = None,
) -> Problem:
    """A problem of a setting; its subject is what is set where, whatever the file is called. Ad groups that have the same value are one
    problem: an account has hundreds of them, and somebody decided once."""
    subject = "\n".join((setting.platform, setting.account, setting.kind, setting.id or setting.name, about))
    cause = "\n".join((setting.platform, about, value(setting, about))) if setting.kind == "ad_set" and about else ""
    return Problem(place or setting.place, message, related, help, subject, cause=cause)
