"""What specs wish to be set, in the type in which it is read from platforms, each field with the place that says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.attribution.conversions import declared as declared_windows
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.settings import Setting
from govern.settings.bound import wishes
from govern.spec.sections.attribution import Window
from govern.spec.sections.settings import PlatformSettings

if TYPE_CHECKING:
    from govern.project import Project

OF_PROPERTY = {
    "account": ("time_zone", "currency", "auto_tagging"),
    "attribution": ("acquisition", "other", "model"),
    "retention": ("retention_months",),
    "google_signals": ("google_signals",),
    "user_data": ("user_data",),
    "enhanced_measurement": ("enhanced_measurement",),
    "pixel": ("matching", "first_party_cookies"),
}
"""The kinds of which an account has one, with the keys of the section that are about each."""

CALLED = {"google_signals": "on", "user_data": "on", "enhanced_measurement": "events"}
"""What a setting calls what the section says under another name, since there it stands alone."""

LISTS = {"key_events": ("key_event", "event"), "dimensions": ("dimension", "parameter"), "metrics": ("metric", "parameter"),
         "conversions": ("conversion", "name")}  # fmt: skip
BY_ACTION = ("click", "view", "engaged_view", "counting", "model")
"""What `attribution` says of all conversions of a destination."""


class Wished(Record):
    """A setting as it is wished. `places` says where each field is written, `reason` why it is as it is."""

    destination: str
    setting: Setting
    places: dict[str, Place]
    reason: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """What is wished."""
        return self.setting.fields


@memo
def wished(project: Project) -> tuple[Wished, ...]:
    """Everything that the section `settings` wishes."""
    found: list[Wished] = []
    for entry in wishes(project).values():
        destination = project.destination_by_name.get(entry.destination)
        platform = project.platform(destination.platform) if destination is not None else None
        if platform is not None:
            found.extend(of_account(entry, platform.key))
            found.extend(of_lists(entry, platform.key))
    return tuple(found)


def of_account(entry: PlatformSettings, key: str) -> Iterator[Wished]:
    """What is wished of the account as a whole."""
    for kind, names in OF_PROPERTY.items():
        said = {name: value for name in names if (value := getattr(entry, name)) is not None}
        if not said:
            continue
        is_property = kind == "account" and key == "ga4"
        fields = {CALLED.get(name, name): plain(value) for name, value in said.items()}
        places = {CALLED.get(name, name): entry.place(name) for name in said}
        place = entry.place(next(iter(said)))
        made = Setting(
            key, "property" if is_property else kind, entry.account or "", place, entry.account or "", "", fields
        )
        yield Wished(entry.destination, made, places, entry.reason or "")


def of_lists(entry: PlatformSettings, key: str) -> Iterator[Wished]:
    """Key events, dimensions, metrics and conversions."""
    for section, (kind, name) in LISTS.items():
        for position, one in enumerate(getattr(entry, section)):
            said = {field: plain(value) for field in one.__fields__ if (value := getattr(one, field)) is not None}
            said.pop("reason", None)
            id, called = said.pop("id", ""), said.pop("name", None) or said.get(name, "")
            event = said.pop("event", None) if kind == "conversion" else None
            places = {field: entry.place(section, position, *([field] if one.given(field) else [])) for field in said}
            place = entry.place(section, position)
            made = Setting(key, kind, called, place, entry.account or "", id, said, {"event": event} if event else {})
            yield Wished(entry.destination, made, places, one.reason or entry.reason or "")


def plain(value: Any) -> Any:
    """A value as settings have it: lists in their order of letters."""
    return tuple(sorted(value)) if isinstance(value, tuple) else value


def windows_of(project: Project, destination: str) -> tuple[dict[str, Any], dict[str, Place], str]:
    """What `attribution` says of every conversion of a destination, where, and the reason."""
    found = declared_windows(project).get(destination)
    if found is None:
        return {}, {}, ""
    window, place = found
    fields = {name: value for name in BY_ACTION if (value := getattr(window, name)) is not None}
    return fields, {name: place.replace(route=(*place.route, name)) for name in fields}, reason_of(window)


def reason_of(window: Window) -> str:
    """Why a window is as it is."""
    return (window.reason or "").strip()


UNSAID = (
    'the specs have neither "attribution" nor "settings": write the windows that are meant, or take what is set from an export with '
    "govern import FILE (docs/settings.md says which calls make one)"
)


def unsaid(project: Project) -> str:
    """Why nothing can be said of windows and settings, and the way out; empty where the specs say something."""
    return "" if project.attribution or project.sections.get("settings") else UNSAID
