"""Which destination of the specs a live setting is of, and which mapping feeds a conversion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.settings import Setting
from govern.settings.live import Identity, identity, of_kind, settings
from govern.signals.account_ids import ids
from govern.signals.destinations import at_platforms
from govern.spec.sections.destinations import Destination
from govern.spec.sections.mappings import Mapping
from govern.spec.sections.settings import PlatformSettings
from govern.spec.spelling import letters

if TYPE_CHECKING:
    from govern.project import Project

BY_PIXEL = frozenset({"meta", "tiktok", "pinterest", "snapchat", "x", "microsoft_ads", "reddit"})
"""Platforms at which a destination is a pixel, which its conversions name."""

OF_PIXELS = frozenset({"pixel", "conversion", "quality"})


@memo
def wishes(project: Project) -> dict[str, PlatformSettings]:
    """What is wished for each destination, by its name."""
    found: dict[str, PlatformSettings] = {}
    for entry in project.sections.get("settings", ()):
        found.setdefault(entry.destination, entry)
    return found


@memo
def by_platform(project: Project) -> dict[str, tuple[Destination, ...]]:
    """The destinations at each platform by its key."""
    found: dict[str, tuple[Destination, ...]] = {}
    for destination, platform in at_platforms(project):
        found[platform.key] = (*found.get(platform.key, ()), destination)
    return found


@memo
def accounts(project: Project) -> dict[str, frozenset[str]]:
    """By the name of each destination, how the platform may name its account: as the specs say it, as a live stream or a
    label shows it."""
    found: dict[str, set[str]] = {}
    for destination, _ in at_platforms(project):
        known = found.setdefault(destination.name, set())
        known.update(id for _, id in ids(destination))
        said = {key: str(value) for key, value in destination.settings.items() if key.endswith("_id")}
        known.update(said.values())
        known.update(f"customers/{said[key].replace('-', '')}" for key in ("customer_id",) if key in said)
        known.update(f"properties/{said[key]}" for key in ("property_id",) if key in said)
        known.update(f"urn:li:sponsoredAccount:{said[key]}" for key in ("ad_account_id",) if key in said)
        wish = wishes(project).get(destination.name)
        if wish is not None and wish.account:
            known.update((wish.account, wish.account.rpartition("/")[2]))
    for setting in of_kind(project, "stream", "conversion", "pixel"):
        shown, own = (
            setting.says("measurement_id") or str(setting.says("label") or "").partition("/")[0],
            setting.account,
        )
        if setting.kind == "pixel":  # ad groups of TikTok name its number, everything else its code
            shown, own = setting.account, str(setting.rest.get("pixel_id") or "")
        for known in found.values():
            if shown and shown in known and own:
                known.add(own)
    return {name: frozenset(known) for name, known in found.items()}


@memo
def live_accounts(project: Project) -> dict[str, frozenset[str]]:
    """Every account of each platform that is spoken of."""
    found: dict[str, set[str]] = {}
    for setting in settings(project):
        if setting.account:
            found.setdefault(setting.platform, set()).add(setting.account)
    return {key: frozenset(names) for key, names in found.items()}


@memo
def destinations(project: Project) -> dict[Identity, Destination]:
    """The destination of each live setting that has one."""
    found = ((identity(setting), find_destination(project, setting)) for setting in settings(project))
    return {key: destination for key, destination in found if destination is not None}


def destination_of(project: Project, setting: Setting) -> Destination | None:
    """The destination that a live setting is of."""
    return destinations(project).get(identity(setting))


def find_destination(project: Project, setting: Setting) -> Destination | None:
    """`destination_of`, looked for. Where nothing names it, the only one at the platform, if the files speak of
    one account only."""
    known = by_platform(project).get(setting.platform, ())
    named = [one for one in known if setting.account in accounts(project)[one.name]] if setting.account else []
    if named:
        return named[0] if len(named) == 1 else None
    if len(known) != 1 or is_foreign(project, known[0], setting):
        return None
    spoken = live_accounts(project).get(setting.platform, frozenset())
    others = {account for account in spoken - {setting.account} if head_of(account) == head_of(setting.account)}
    return known[0] if not setting.account or not others or setting.platform in BY_PIXEL else None


def is_foreign(project: Project, destination: Destination, setting: Setting) -> bool:
    """Whether a setting surely is of another account: the destination's is known in the same spelling."""
    if not setting.account:
        return False
    known = accounts(project)[destination.name]
    if setting.platform in BY_PIXEL and setting.kind in OF_PIXELS:
        return any("/" not in account and ":" not in account for account in known)
    if setting.platform in BY_PIXEL and setting.kind == "ad_set":
        return any(account.isdecimal() == setting.account.isdecimal() for account in known)
    head = head_of(setting.account)
    return any(account.startswith(head + mark) for account in known for mark in "/:") if head else False


def head_of(account: str) -> str:
    """How a platform begins the names of accounts of one kind: `properties`, `urn:li:sponsoredAccount`."""
    return account.rpartition("/")[0] or account.rpartition(":")[0]


@memo
def feeds(project: Project) -> dict[Identity, tuple[Mapping, ...]]:
    """The mappings that feed each live key event and conversion."""
    return {
        identity(setting): find_mappings(project, setting) for setting in of_kind(project, "key_event", "conversion")
    }


def mappings_of(project: Project, setting: Setting) -> tuple[Mapping, ...]:
    """The mappings that feed a live setting."""
    return feeds(project).get(identity(setting), ())


def find_mappings(project: Project, setting: Setting) -> tuple[Mapping, ...]:
    """The mappings that feed a key event, or a conversion: by its number, its label, or as the specs bind it by name."""
    destination = destination_of(project, setting)
    if destination is None:
        return ()
    there = [mapping for mapping in project.mappings if mapping.destination == destination.name]
    if setting.kind == "key_event":
        return tuple(mapping for mapping in there if mapping.as_ == setting.name)
    event = wished_event(project, destination, setting)
    return tuple(mapping for mapping in there if mapping.event == event or counts_by(mapping, setting))


def wished_event(project: Project, destination: Destination, setting: Setting) -> str | None:
    """The event that feeds a conversion, as `settings` binds them."""
    wish = wishes(project).get(destination.name)
    for one in wish.conversions if wish is not None else ():
        if (one.id and one.id == setting.id) or one.name == setting.name:
            return one.event
    return None


def counts_by(mapping: Mapping, setting: Setting) -> bool:
    """Whether a mapping names a conversion by its number or label, or goes by the same name where it names none."""
    named = {number_of(text) for text in (mapping.conversion_action, mapping.conversion_label) if text}
    if named:
        own = {number_of(setting.id), setting.name, number_of(str(setting.says("label") or ""))}
        return not named.isdisjoint(own - {""})
    return letters(setting.name) in {letters(mapping.event), letters(mapping.as_)} - {""}


def number_of(text: str) -> str:
    """What a conversion is known by, without what stands before: of `AW-1/label`, a resource name or a URN the last part."""
    return text.rpartition("/")[2].rpartition(":")[2].rstrip(")").rpartition(",")[2]
