"""Where the folders of a project may be: in it, and what it extends in the same git work tree or below `--root`.

Specs come with branches of other people. What a branch names, or links to, is neither read nor written elsewhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.regex import regex
from govern.core.report import Place
from govern.source.files import is_below, root_above

if TYPE_CHECKING:
    from govern.project.config import Config

OWN = ("specs", "exports", "captures", "reviews", "output")
"""The keys that name a folder of the project."""

VARIABLE = "GOVERN_ROOT"
"""The folder below which a project may extend others, as `--root` says it."""

ELSEWHERE = regex(r"/|[A-Za-z]:|(.*/)?\.\.(/|$)", re.DOTALL)
"""How a path begins that does not count from the project, or what it holds when it leads out of it."""


def refuse_names(config: Config) -> None:
    """Refuse folders whose very names lead out of the project, or into git's own."""
    for key in OWN:
        folder = getattr(config, key)
        if ELSEWHERE.match(slashes(folder)) or "\0" in folder:
            message = f'"{key}" is "{folder}", expected a folder in the project'
            raise GovernError(message, config.place(key), "name it from the project's folder, without ..")
        refuse_git(folder, key, config.place(key))
    for position, folder in enumerate(config.extends):
        refuse_git(folder, "extends", config.place("extends", position))


def refuse_git(folder: str, key: str, place: Place) -> None:
    """Refuse git's own folder."""
    from govern.source.names import is_git

    if any(map(is_git, slashes(folder).split("/"))):
        raise GovernError(f'"{key}" names "{folder}", which belongs to git', place, "name another folder")


def slashes(folder: str) -> str:
    """A folder as it is on every system: a backslash stands between folders on Windows."""
    return folder.replace("\\", "/")


def refuse_links(root: str, config: Config, keys: Iterable[str] = OWN) -> None:
    """Refuse folders of the project that are links out of it, or no folders."""
    for key in keys:
        refuse_link(root, getattr(config, key), f'"{key}" names "{getattr(config, key)}", ', config.place(key))


def refuse_link(root: str, folder: str, said: str, place: Place) -> None:
    """Refuse one folder of the project that leads out of it, or is not a folder; `said` is how the message begins."""
    path = os.path.join(root, folder)
    if through_link(root, folder) and not is_below(os.path.join(os.path.realpath(path), ""), os.path.realpath(root)):
        message = f"{said}a link that leads out of the project"
        raise GovernError(message, place, "put a folder there instead of the link")
    if os.path.lexists(path) and not os.path.isdir(path):
        raise GovernError(f"{said}not a folder", place, "move it away, or name another folder")


def through_link(root: str, folder: str) -> bool:
    """Whether there is a link on the way from the project to a folder of it."""
    path = root
    for part in folder.split(os.sep) if os.sep == "/" else slashes(folder).split("/"):
        path = os.path.join(path, part)
        if os.path.islink(path):
            return True
    return False


def refuse_far(root: str, config: Config) -> None:
    """Refuse to extend folders that are neither in the project's git work tree nor below `--root`."""
    for position, folder in enumerate(config.extends):
        if not is_near(root, folder):
            message = f'"extends" names the folder "{folder}", which is outside {around(root)[1]}'
            help = f"allow a folder that holds both: --root DIR, or {VARIABLE}=DIR in the environment"
            raise GovernError(message, config.place("extends", position), help)


def is_near(root: str, folder: str) -> bool:
    """Whether a folder may be extended."""
    real = os.path.join(os.path.realpath(os.path.join(root, folder)), "")
    given = os.environ.get(VARIABLE)
    allowed = [around(root)[0], *([os.path.realpath(given)] if given else [])]
    return any(is_below(real, one) for one in allowed)


def around(root: str) -> tuple[str, str]:
    """The git work tree that a project is in, and what it is called; without one the folder that the project lies in."""
    real = folder = os.path.realpath(root)
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return os.path.dirname(real), "the folder that the project is in"
        folder = parent
    return folder, "the project's git work tree"


def are_settled(root: str, folders: Iterable[str]) -> bool:
    """Whether folders that were allowed in the last run are so now without a closer look: no link or file came between."""
    return all(
        is_near(root, folder) if ELSEWHERE.match(slashes(folder)) else is_plain(root, folder) for folder in folders
    )


def is_plain(root: str, folder: str) -> bool:
    """Whether a folder of the project is not a link, or is not there."""
    path = os.path.join(root, folder)
    return not through_link(root, folder) and (os.path.isdir(path) or not os.path.exists(path))


def refuse_all(root: str, config: Config) -> None:
    """Refuse whatever is read of a project that is not where it may be."""
    from govern.project.config import PLATFORMS, RULES

    refuse_far(root, config)
    refuse_links(root, config, ("specs",))
    for folder in (PLATFORMS, RULES):
        refuse_link(root, folder, f"{folder}/ is ", Place(folder))


def project_around(path: str) -> str:
    """The project that a typed path to write to lies in, so that no link of it leads elsewhere; empty if it is in none."""
    absolute = os.path.abspath(path)
    root = root_above(os.getcwd())
    return root if root is not None and is_below(absolute, root) else ""
