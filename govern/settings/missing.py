"""What the specs declare and a whole list of a platform does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.settings import Setting
from govern.settings.bound import accounts, by_platform, destination_of, mappings_of, number_of, wishes
from govern.settings.held import is_same
from govern.settings.live import GONE, of_kind, settings, whole
from govern.settings.wished import Wished, wished
from govern.signals.account_ids import ids
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Mapping

if TYPE_CHECKING:
    from govern.project import Project

BY_DEFAULT = frozenset({
    "purchase", "first_open", "in_app_purchase", "app_store_subscription_convert", "app_store_subscription_renew",
})  # fmt: skip
"""Key events that every property has from the start."""

EVERY_VISIT = frozenset({"page_view", "session_start", "first_visit", "user_engagement", "scroll"})
"""Events that come with every visit; `settings/key-event-of-every-visit` speaks of these."""

NUMBERED = frozenset({"google_ads", "linkedin", "x"})
"""Platforms at which a mapping names what it is counted by."""


def complete(project: Project, destination: str, kind: str) -> tuple[Setting, ...] | None:
    """Everything of a kind at a destination; `None` where no whole list of it is there."""
    there = [
        one
        for one in of_kind(project, kind)
        if (at := destination_of(project, one)) is not None and at.name == destination
    ]
    listed = any(whole(project, one.platform, kind, one.account) for one in there)
    return tuple(there) if listed else None


def unmarked(project: Project) -> Iterator[tuple[Event, Mapping, str]]:
    """Declared conversions that are told to Analytics and are not key events there, with the property. A property whose key
    events the section `settings` lists is held against that list instead."""
    for destination in by_platform(project).get("ga4", ()):
        wish = wishes(project).get(destination.name)
        known = complete(project, destination.name, "key_event")
        if known is None or (wish is not None and wish.key_events):
            continue
        names = {one.name for one in known}
        account = next((one.account for one in known if one.account), "the property")
        for mapping in project.mappings:
            event = project.event_by_name.get(mapping.event)
            if event is None or mapping.destination != destination.name or mapping.as_ in names:
                continue
            if event.kind == "conversion" and event.status == "active":
                yield event, mapping, account


def not_set(project: Project) -> Iterator[Wished]:
    """What the section `settings` wishes and the platform's whole list does not have."""
    for wish in wished(project):
        if wish.setting.kind in ("key_event", "dimension", "metric", "conversion"):
            there = complete(project, wish.destination, wish.setting.kind)
            if there is not None and not any(
                is_same(wish.setting, one) for one in there if one.says("status") not in GONE
            ):
                yield wish


def unknown_actions(project: Project) -> Iterator[tuple[Mapping, str, str]]:
    """Mappings that name a conversion which the account's whole list does not have, with the field and what it says."""
    for mapping in project.mappings:
        destination = project.destination_by_name.get(mapping.destination)
        platform = project.platform(destination.platform) if destination is not None else None
        if platform is None or platform.key not in NUMBERED:
            continue
        there = complete(project, mapping.destination, "conversion")
        if there is None or any(mapping in mappings_of(project, one) for one in there):
            continue
        field = "conversion_action" if mapping.conversion_action else "conversion_label"
        named = getattr(mapping, field)
        if named and is_comparable(platform.key, named, there):
            yield mapping, field, named


def is_comparable(platform: str, named: str, there: tuple[Setting, ...]) -> bool:
    """Whether the list shows what the mapping names: a label can only be looked for where labels are in it."""
    plain = named.rpartition("/")[2]
    if platform == "google_ads" and not plain.isdecimal():
        return any(one.says("label") for one in there)
    return any(one.id for one in there)


def undeclared(project: Project, kind: str) -> Iterator[Setting]:
    """Live key events or conversions that nobody declared at a destination for which somebody declared others; what has no
    name cannot be declared."""
    for setting in settings(project):
        destination = destination_of(project, setting) if setting.kind == kind and setting.name else None
        if destination is None or setting.says("status") in GONE or setting.says("system"):
            continue
        if kind == "key_event" and setting.name in BY_DEFAULT | EVERY_VISIT:
            continue
        if mappings_of(project, setting) or not speaks_of(project, destination.name, kind):
            continue
        if is_unlabelled(project, setting, destination.name):
            continue
        wanted = (one.setting for one in wished(project) if one.destination == destination.name)
        if not any(is_same(one, setting) for one in wanted):
            yield setting


def is_unlabelled(project: Project, setting: Setting, destination: str) -> bool:
    """Whether an action of Google Ads may be the one that a mapping names by its label, which the list does not show."""
    if setting.platform != "google_ads" or setting.says("label") or setting.says("method") not in (None, "WEBPAGE"):
        return False
    named = (mapping.label for mapping in project.mappings if mapping.destination == destination)
    return any(not number_of(label).isdecimal() for label in named if label)


def speaks_of(project: Project, destination: str, kind: str) -> bool:
    """Whether the specs say of a destination by what it counts."""
    wish = wishes(project).get(destination)
    if wish is not None and (wish.key_events if kind == "key_event" else wish.conversions):
        return True
    there = [mapping for mapping in project.mappings if mapping.destination == destination]
    if kind == "conversion":
        return any(mapping.conversion_action or mapping.conversion_label for mapping in there)
    events = (project.event_by_name.get(mapping.event) for mapping in there)
    return any(event is not None and event.kind == "conversion" for event in events)


def unlisted_pixels(project: Project) -> Iterator[tuple[str, str, str]]:
    """Destinations whose id is not that of a pixel in the platform's whole list, with the platform and the id."""
    for key, destinations in by_platform(project).items():
        listed = {text for one in of_kind(project, "pixel") if one.platform == key for text in (one.id, one.account)}
        for destination in destinations if listed and whole(project, key, "pixel") else ():
            own = sorted(id for _, id in ids(destination))
            if own and listed.isdisjoint(own):
                yield destination.name, key, own[0]


def unlisted_streams(project: Project) -> Iterator[tuple[str, str]]:
    """Destinations whose measurement ID is not a live stream's, where every stream is listed, with the ID."""
    listed = {one.says("measurement_id") for one in of_kind(project, "stream")} - {None}
    if not listed or not whole(project, "ga4", "stream"):
        return
    for destination in by_platform(project).get("ga4", ()):
        own = {id for id in accounts(project)[destination.name] if id.startswith("G-")}
        if own and own.isdisjoint(listed):
            yield destination.name, sorted(own)[0]
