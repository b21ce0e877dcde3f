"""One thing under the names that several systems have for it: a key event, the conversion that imports it, the mapping that feeds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.settings import Setting
from govern.settings.bound import mappings_of
from govern.settings.live import label, of_kind

if TYPE_CHECKING:
    from govern.project import Project


def companions(project: Project, setting: Setting) -> tuple[str, ...]:
    """What else hangs on a live setting, in words: a change of it changes these."""
    return tuple(dict.fromkeys(found(project, setting)))


def found(project: Project, setting: Setting) -> Iterator[str]:
    """Who feeds it, where it is imported, and what it is imported from."""
    for mapping in mappings_of(project, setting):
        yield f'fed by the mapping of "{mapping.event}" to "{mapping.destination}"'
    if setting.kind == "key_event":
        for other in of_kind(project, "conversion"):
            if imports(other, setting):
                yield f"imported by {label(other)}"
    elif setting.kind == "conversion":
        for event in of_kind(project, "key_event"):
            if imports(setting, event):
                yield f"imports {label(event)}"


def imports(conversion: Setting, event: Setting) -> bool:
    """Whether a conversion of Google Ads counts a key event of Analytics: by its name, and by the property where both say it."""
    if conversion.platform != "google_ads" or event.platform != "ga4" or conversion.says("event") != event.name:
        return False
    number, own = str(conversion.says("property") or ""), event.account.rpartition("/")[2]
    return not number or not own or number == own
