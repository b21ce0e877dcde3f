"""What is there by being there: a module in a folder is a format, a target, a section; nobody lists it a second time."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from govern.core.regex import regex

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@cache
def modules(room: str) -> tuple[str, ...]:
    """The modules of a room such as `cli` or `rules/live/csp`, by name."""
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
    with os.scandir(os.path.join(PACKAGE, *room.split("/"))) as inside:
        return tuple(sorted(one.name for one in inside if not one.name.startswith(("_", ".")) and one.is_dir()))


@cache
def rooms_with(folder: str) -> tuple[str, ...]:
    """The rooms that have a folder of this name."""
    return tuple(room for room in rooms("") if os.path.isdir(os.path.join(PACKAGE, room, folder)))


@cache
def says(room: str) -> dict[str, dict[str, Any]]:
    """What each module of a room says of itself, read from its text: importing them all would take far longer.

    These are the constants above its first function that are a number, a short text or a truth: `POSITION = 30`.
    """
    return {module: said_by(f"{room}/{module}") for module in modules(room)}


@cache
def said_by(path: str) -> dict[str, Any]:
    """What one module says of itself, such as `cli/lint`."""
    found: dict[str, Any] = {}
    for name, value in SAID.findall(source_of(path).partition("\n\n\n")[0]):
        found[name] = VALUES[value] if value in VALUES else int(value) if value.isdecimal() else value[1:-1]
    return found


def in_position(room: str, word: str) -> dict[str, Any]:
    """What the modules of a room say under a word, in the order that they say; those without it are left out."""
    said = {module: words for module, words in says(room).items() if word in words}
    return {module: said[module][word] for module in sorted(said, key=lambda module: said[module]["POSITION"])}


VALUES = {"True": True, "False": False}
SAID = regex(r'^([A-Z][A-Z0-9_]*) = (True|False|[0-9]+|"[^"\\\n]*")$', re.MULTILINE)


def source_of(path: str) -> str:
    """The text of a module."""
    try:
        with open(os.path.join(PACKAGE, *path.split("/")) + ".py", "rb", buffering=0) as stream:
            return stream.read().decode().replace("\r\n", "\n")
    except OSError:  # the package is inside a zip file
        from pkgutil import get_data

        return (get_data("govern", f"{path}.py") or b"").decode()


@cache
def networks(part: str) -> tuple[str, ...]:
    """The keys of the platforms whose folder has a part: `facts`, `web`, `server` or `payload`."""
    folder = os.path.join(PACKAGE, "platforms")
    return tuple(sorted(key for key in os.listdir(folder) if os.path.isfile(os.path.join(folder, key, f"{part}.py"))))


def network(key: str, part: str) -> ModuleType:
    """A part of a platform, imported."""
    return import_module(f"govern.platforms.{key}.{part}")
