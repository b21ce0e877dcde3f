"""Live settings in the words of the section `settings`, without what a platform begins with and what `attribution` says already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.record import Record
from govern.settings import Setting
from govern.settings.bound import destination_of
from govern.settings.fields import WINDOWS
from govern.settings.held import alike
from govern.settings.live import GONE, settings
from govern.settings.wished import CALLED, LISTS, OF_PROPERTY, windows_of
from govern.spec.fit import Unfit, fields_of, fitter
from govern.spec.sections.destinations import Destination
from govern.spec.sections.settings import Conversion, KeyEvent, PlatformSettings, Registered

if TYPE_CHECKING:
    from govern.project import Project

BEGINNINGS: dict[str, Any] = {
    "counting": "every", "primary": True, "always_default": False, "status": "active", "scope": "event", "on": False,
    "auto_tagging": True, "acquisition": "30d", "other": "90d", "retention_months": 2,
}  # fmt: skip
"""What platforms begin with: it is left out, so that the specs say what somebody decided."""

ROWS: dict[str, type[Record]] = {
    "key_events": KeyEvent,
    "dimensions": Registered,
    "metrics": Registered,
    "conversions": Conversion,
}
"""The records of the lists of a section, whose fields say what is written of a row."""


def described(project: Project, destination: Destination) -> dict[str, Any]:
    """The entry of a destination, as far as live settings tell; only `destination` where they tell nothing."""
    entry: dict[str, Any] = {"destination": destination.name}
    there = [one for one in settings(project) if destination_of(project, one) is destination]
    accounts = list(dict.fromkeys(one.account for one in there if "/" in one.account or ":" in one.account))
    if len(accounts) == 1:
        entry["account"] = accounts[0]
    for setting in there:
        entry.update(of_account(project, setting))
    for section, (kind, _) in LISTS.items():
        rows = [row(project, destination, one, section) for one in there if one.kind == kind and is_kept(one)]
        if rows:
            entry[section] = rows
    return entry


def is_kept(setting: Setting) -> bool:
    """Whether a row is somebody's decision: not gone, not the platform's own, and with a name."""
    return (
        bool(setting.name)
        and setting.says("status") not in GONE
        and not setting.says("system")
        and setting.platform != "pinterest"
    )


def of_account(project: Project, setting: Setting) -> Iterator[tuple[str, Any]]:
    """What one setting of an account adds to the entry."""
    kind = "account" if setting.kind == "property" else setting.kind
    for name in OF_PROPERTY.get(kind, ()):
        value = setting.says(CALLED.get(name, name))
        is_said = value is not None and fits(PlatformSettings, name, value)
        if is_said and not is_default(project, setting, CALLED.get(name, name), value):
            yield name, plain(value)


def row(project: Project, destination: Destination, setting: Setting, section: str) -> dict[str, Any]:
    """One row of a list. Windows that `attribution` says already are not repeated."""
    _, key = LISTS[section]
    said, _, _ = windows_of(project, destination.name) if section == "conversions" else ({}, {}, "")
    found: dict[str, Any] = {key: setting.name}
    if section == "conversions" and setting.id:
        found["id"] = setting.id
    for name in ROWS[section].__fields__:
        value = setting.says(name)
        if value is None or name in (key, "id", "name", "event", "label") or not fits(ROWS[section], name, value):
            continue
        known = name in said and alike(name, said[name], value)
        if not known and (name in said or not is_default(project, setting, name, value)):
            found[name] = plain(value)
    return found


def fits(record: type[Record], name: str, value: Any) -> bool:
    """Whether specs can say the value: a platform may answer with a word that the language does not have."""
    try:
        fitter(fields_of(record)[name])(plain(value))
    except Unfit:
        return False
    return True


def beginning(project: Project, setting: Setting, name: str) -> Any:
    """What a platform begins with; `None` where it is not known, or depends."""
    if name in WINDOWS and setting.kind == "conversion":
        platform = project.platform(setting.platform)
        window = platform.windows.get(name) if platform is not None else None
        return None if window is None or window.default_days is None else f"{window.default_days}d"
    return BEGINNINGS.get(name)


def is_default(project: Project, setting: Setting, name: str, value: Any) -> bool:
    """Whether a value is what the platform begins with."""
    first = beginning(project, setting, name)
    return first is not None and alike(name, first, value)


def plain(value: Any) -> Any:
    """A value as YAML has it."""
    return list(value) if isinstance(value, tuple) else value
