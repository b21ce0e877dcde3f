"""The first specs that settings alone give: a destination for each platform that they are of, and what is set there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govern.project.config import Config
from govern.project.exports import Exports
from govern.project.load import bare, documents_of, inputs_of, project_of
from govern.settings import Setting
from govern.settings.bound import BY_PIXEL, OF_PIXELS
from govern.settings.live import of_kind, settings
from govern.settings.taken import take
from govern.source import emit

DAY = "2000-01-01"
"""Nothing that is taken in depends on the day."""


def first_files(live: Exports, header: str, deeper: str) -> dict[str, bytes]:
    """The spec files, by path from the specs folder. Of several accounts of a platform the first is taken: which of them
    belong to this project, somebody has to say."""
    rows = list(destinations(live))
    if not rows:
        return {}
    lines = [header, "version: 1", "", "destinations:", *(f"  - {emit.flow(row)}" for row in rows)]
    text = ("\n".join(lines) + "\n").encode()
    inputs = inputs_of("", Config(), [("specs", "destinations.yaml", text)])
    project = project_of(inputs, documents_of(inputs), DAY, live)
    taken = take(project, {}, "specs", deeper)
    return {"destinations.yaml": text, **{path.removeprefix("specs/"): raw for path, raw in taken.files.items()}}


def destinations(live: Exports) -> Iterator[dict[str, Any]]:
    """A destination for each platform, with its id where the settings show it."""
    project = bare(DAY, live)
    there: dict[str, list[Setting]] = {}
    for setting in settings(project):
        if project.platform(setting.platform) is not None and setting.platform != "gtm":
            there.setdefault(setting.platform, []).append(setting)
    for key, found in sorted(there.items()):
        id = shown_id(key, found)
        yield {"name": key.replace("_", "-"), "platform": key, **({"id": id} if id else {})}


def shown_id(key: str, found: list[Setting]) -> str:
    """The id by which tags know the account, if some setting has it."""
    if key in BY_PIXEL:
        return next((one.account for one in found if one.kind in OF_PIXELS and one.account), "")
    shown = (str(one.says("measurement_id") or one.says("label") or "").partition("/")[0] for one in found)
    return next(filter(None, shown), "")


def accounts(live: Exports) -> Iterator[str]:
    """A remark for each platform of which several accounts were given."""
    project = bare(DAY, live)
    known: dict[str, set[str]] = {}
    for setting in of_kind(project, "property", "pixel", "conversion", "key_event"):
        if setting.account:
            known.setdefault(setting.platform, set()).add(setting.account)
    for key, names in sorted(known.items()):
        if len(names) > 1:
            yield f"{len(names)} accounts of {key} were given: declare a destination for each that belongs here"
