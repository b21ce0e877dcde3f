"""What is there by being there: a module in a folder is a format, a target, a section; nobody lists it a second time."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@cache
def modules(room: str) -> tuple[str, ...]:
    """The modules of a room such as `output` or `rules/live/csp`, by name; those that begin with `_` are its own affair."""
    try:
        files = os.listdir(os.path.join(PACKAGE, *room.split("/")))
    except OSError:  # the package is inside a zip file
        from pkgutil import iter_modules

        path = import_module(".".join(("govern", *room.split("/")))).__path__
        files = [f"{module.name}{'' if module.ispkg else '.py'}" for module in iter_modules(path)]
    names = (file.removesuffix(".py") for file in files if file.endswith(".py"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


@cache
def rooms(room: str) -> tuple[str, ...]:
    """The folders with modules in a room, by name."""
    folder = os.path.join(PACKAGE, *room.split("/"))
    inside = (name for name in os.listdir(folder) if not name.startswith(("_", ".")))
    return tuple(sorted(name for name in inside if os.path.isdir(os.path.join(folder, name))))


@cache
def rooms_with(folder: str) -> tuple[str, ...]:
    """The rooms that have a folder of this name."""
    return tuple(room for room in rooms("") if os.path.isdir(os.path.join(PACKAGE, room, folder)))


@cache
def says(room: str) -> dict[str, dict[str, Any]]:
    """What each module of a room says of itself, read from its text: importing them all would take far longer.

    These are the constants at its top level that are one number or one short text: `ORDER = 30`.
    """
    return {module: said_by(f"{room}/{module}") for module in modules(room)}


def said_by(path: str) -> dict[str, Any]:
    """What one module says of itself, such as `cli/lint`."""
    return {
        name.decode(): text.decode() if text else int(number) for name, text, number in SAID.findall(source_of(path))
    }


SAID = re.compile(rb'^([A-Z]+) = (?:"([^"\\\\\n]+)"|([0-9]+))$', re.MULTILINE)


def source_of(path: str) -> bytes:
    """The text of a module."""
    try:
        with open(os.path.join(PACKAGE, *path.split("/")) + ".py", "rb") as stream:
            return stream.read()
    except OSError:  # the package is inside a zip file
        from pkgutil import get_data

        return get_data("govern", f"{path}.py") or b""


@cache
def networks(part: str) -> tuple[str, ...]:
    """The keys of the platforms whose folder has a part: `facts`, `web`, `server` or `payload`."""
    folder = os.path.join(PACKAGE, "platforms")
    return tuple(sorted(key for key in os.listdir(folder) if os.path.isfile(os.path.join(folder, key, f"{part}.py"))))


def network(key: str, part: str) -> ModuleType:
    """A part of a platform, imported."""
    return import_module(f"govern.platforms.{key}.{part}")
