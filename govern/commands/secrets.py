"""`secrets`: the rule about credentials over any files, each held against the baseline of the project it is in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Finding, Report
from govern.source import files
from govern.source.files import root_above

if TYPE_CHECKING:
    from govern.core.accepting import Accepting
    from govern.platforms.fact import Leak
    from govern.project.config import Config

RULE = "secrets/in-file"


def secrets(start: str, paths: tuple[str, ...], *, today: str | None = None) -> Report:
    """Credentials in the named files and folders, or in all of the project at or above `start`, or else all below it."""
    from govern.project import baseline

    configs = cache(config_of)
    kept: list[Finding] = []
    looked = passed = 0
    covers: dict[str | None, frozenset[str]] = {None: frozenset()}
    left_out: set[str] = set()
    for path, root in targets(start, paths, left_out):
        found = findings_in(path, configs(root) if root else None, root, today)
        if found is None:
            passed += 1
            continue
        looked += 1
        if found and root not in covers:
            assert root is not None
            covers[root] = frozenset(baseline.read(root, "secrets"))
        kept.extend(finding for finding in found if finding.fingerprint not in covers[root])
    notes = [f"{looked:,} file{'s' * (looked != 1)} looked at"]
    if passed:
        notes.append(f"{passed:,} binary file{'s' * (passed != 1)} passed over")
    if left_out:
        notes.append(f"what lies in {' and '.join(sorted(left_out))} was passed over: name it to have it looked at")
    return Report(tuple(kept), notes=(", ".join(notes),))


def accept(start: str, how: Accepting | None = None, *, today: str | None = None) -> str:
    """Take today's findings into the baselines of the projects that they are in."""
    from govern.project import baseline

    configs = cache(config_of)
    by_root: dict[str, list[Finding]] = {}
    for path, root in targets(start, (), set()):
        found = findings_in(path, configs(root) if root else None, root, today) or ()
        if found and root is None:
            raise GovernError(f"{path} is in no project, so there is no baseline", help="start one with: govern init")
        for finding in found:
            name = os.path.relpath(path, root).replace(os.sep, "/")
            by_root.setdefault(str(root), []).append(finding.replace(place=finding.place.replace(file=name)))
    count = sum(baseline.write(root, tuple(found), "secrets", how) for root, found in by_root.items())
    return f"{count} finding{'s' * (count != 1)} accepted in {baseline.FILE}"


def targets(start: str, paths: tuple[str, ...], left_out: set[str]) -> Iterator[tuple[str, str | None]]:
    """Every file to look at, each once, with the project it is in; names of folders that are `left_out` are added."""
    roots: dict[str, str | None] = {}
    for path in paths:
        if not os.path.exists(path):
            raise GovernError(f"{path} does not exist")
    given = [os.path.abspath(path) for path in paths] or [root_above(os.path.abspath(start)) or os.path.abspath(start)]
    seen = set()
    for path in given:
        for file in every_file(path, left_out) if os.path.isdir(path) else (path,):
            if file not in seen:
                seen.add(file)
                folder = os.path.dirname(file)
                if folder not in roots:
                    roots[folder] = root_above(folder)
                yield file, roots[folder]


NOT_WRITTEN_HERE = frozenset({".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__"})
"""Folders with what other programs keep or other people wrote."""


def every_file(folder: str, left_out: set[str]) -> Iterator[str]:
    """Every file below a folder in a fixed order, hidden ones such as `.env` too. Links are not followed."""
    for path, folders, names in os.walk(folder):
        left_out.update(NOT_WRITTEN_HERE.intersection(folders))
        folders[:] = sorted(name for name in folders if name not in NOT_WRITTEN_HERE)
        found = (os.path.join(path, name) for name in sorted(names))
        yield from (file for file in found if os.path.isfile(file) and not os.path.islink(file))


def config_of(root: str) -> Config:
    """The settings of a project, where the rule may have another level."""
    from govern.project import load

    return load.config_of(root)


@cache
def leaks_of(root: str) -> tuple[Leak, ...]:
    """How credentials of the project's own platforms look; nobody has any without the folder for them."""
    from govern.project.config import PLATFORMS
    from govern.project.load import load

    return load(root).own_leaks if os.path.isdir(os.path.join(root, PLATFORMS)) else ()


def findings_in(path: str, config: Config | None, root: str | None, today: str | None) -> tuple[Finding, ...] | None:
    """What the rule says about a file; `None` when it is not text."""
    from govern.project.exports import Exports
    from govern.project.load import bare
    from govern.rules.catalogue import load_rule
    from govern.rules.run import ask
    from govern.rules.secrets.in_file import is_binary

    try:
        raw = files.read(path, limit=sys.maxsize) if os.path.isfile(path) else files.read_typed(path)
    except GovernError:
        if os.path.lexists(path):
            raise
        return ()  # gone since the folder was listed, as what another process was about to put in place is
    if is_binary(raw):
        return None
    shown = os.path.relpath(path, root) if root else os.path.relpath(path)
    project = bare(today, Exports(), {shown.replace(os.sep, "/"): raw})
    if config is not None and root is not None:
        project.config, project.own_leaks = config, leaks_of(root)
    said = ask(project, [load_rule(RULE)])
    return tuple(finding.replace(place=finding.place.replace(file=path)) for finding, _ in said)
