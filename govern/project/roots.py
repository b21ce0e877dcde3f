"""Which project a command is about: the one it is called in, or all below; and the day it holds still."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.source.files import CONFIG, read_below, root_above, walk

if TYPE_CHECKING:
    from govern.project import Project


def root_or_none(start: str) -> str | None:
    """The nearest folder at or above `start` that has a `govern.yaml`, if there is one."""
    folder = os.path.abspath(start)
    if not os.path.isdir(folder):
        raise GovernError(f"{start} is not a folder")
    return root_above(folder)


def find_root(start: str) -> str:
    """The nearest folder at or above `start` that has a `govern.yaml`."""
    root = root_or_none(start)
    if root is None:
        message = f"there is no {CONFIG} in {start} or above it"
        raise GovernError(message, help="start a project with: govern init --from EXPORT.json")
    return root


def roots_of(paths: tuple[str, ...], start: str) -> dict[str | None, tuple[str, ...]]:
    """The project of each path: the one that it lies in, else the one at or above `start`, if there is one."""
    here = root_or_none(start)
    found: dict[str | None, tuple[str, ...]] = {}
    for path in paths:
        absolute = os.path.abspath(path)
        folder = absolute if os.path.isdir(absolute) else os.path.dirname(absolute)
        root = here if path == "-" else root_above(folder) or here
        found[root] = (*found.get(root, ()), path)
    return found or {here: ()}


def find_roots(start: str) -> tuple[str, ...]:
    """The project at or above `start`, or else every project below it: an agency's repository holds many."""
    root = root_or_none(start)
    if root is not None:
        return (root,)
    found = tuple(os.path.dirname(path) for path, name in walk(start, links=False) if os.path.basename(name) == CONFIG)
    return found or (find_root(start),)


def project_or_none(start: str) -> Project | None:
    """The project at or above `start`, if there is one: it may have rules and platforms of its own."""
    from govern.project.load import load

    root = root_or_none(start)
    return load(root) if root is not None else None


def held_day(root: str, today: str | None) -> str:
    """The day that the project at `root` holds still, if it does and nobody asked for another."""
    raw = read_below(os.path.join(root, CONFIG), root)
    if today is not None or b"today" not in raw:
        return ""

    from govern.project.load import parse_config

    return parse_config(raw).today or ""
