"""How each event came to be what it is: the commits that changed it, as a script that the pages of the plan load."""

from __future__ import annotations

import json
from typing import Any

from govern.project import Project
from govern.source.document import read_document
from govern.source.history import Version, versions

Entries = dict[str, Any]
"""The events of a file, and what else it says of each, by name, as plain data."""


def history(project: Project, stems: dict[str, str]) -> str:
    """The script. The newest change comes first; a file that nobody could read says nothing."""
    told: dict[str, list[dict[str, str]]] = {}
    before: dict[str, Entries] = {}
    for version in versions(project.root, (project.config.specs,)):
        now = entries(version)
        if now is None:
            continue
        for name, what in changed(before.get(version.file, {}), now):
            if name in stems:
                add(told.setdefault(stems[name], []), version, what)
        before[version.file] = now
    newest_first = {stem: list(reversed(told[stem])) for stem in sorted(told)}
    return f"window.governHistory = {json.dumps(newest_first, indent=1)};\n".replace("</", "<\\/")


def entries(version: Version) -> Entries | None:
    """What a version of a file says of each event: its entry, and its mappings."""
    if version.raw is None:
        return {}
    document = read_document(version.raw, version.file)
    if document.refusal is not None or type(document.data) is not dict:
        return None
    found: Entries = {}
    for key, named in (("events", "name"), ("mappings", "event")):
        section = document.data.get(key)
        for entry in section if type(section) is list else ():
            name = entry.get(named) if type(entry) is dict else None
            if type(name) is str:
                found.setdefault(name, {}).setdefault(key, []).append(entry)
    return found


def changed(before: Entries, now: Entries) -> list[tuple[str, str]]:
    """The events that differ, and what happened to them."""
    found = []
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            what = "added" if name not in before else "removed" if name not in now else "changed"
            found.append((name, what))
    return found


def add(told: list[dict[str, str]], version: Version, what: str) -> None:
    """One more line; what one commit does in several files is one."""
    if told and told[-1]["commit"] == version.commit[:12]:
        told[-1]["what"] = "changed"  # moved from file to file, or its mappings beside it
        return
    row = {"day": version.day, "what": what, "author": version.author, "subject": version.subject}
    told.append({**row, "commit": version.commit[:12]})
