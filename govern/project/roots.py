"""Which project a command is about: the one it is called in, or all below; and the day it holds still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.source.files import CONFIG, is_below, read_below, root_above, walk

if TYPE_CHECKING:
    from govern.project import Project


def root_or_none(start: str) -> str | None:
    """The nearest folder at or above `start` that has a `govern.yaml`, if there is one."""
    if SEVERAL in start:
        raise GovernError("-C names several folders, and this command is about one project", help="name one of them")
    folder = os.path.abspath(start)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise GovernError(f"{start} is not a folder")
    if not os.path.exists(folder):
        help = "this command asks one project: name it" if is_pattern(start) else ""
        raise GovernError(f"there is no folder {start}", help=help or called(start))
    return root_above(folder)


def called(name: str) -> str:
    """Which project below is meant by the name of its folder alone; empty where that is not plain."""
    found = [os.path.relpath(root) for root in below(HERE) if os.path.basename(root) == name]
    return f"did you mean {found[0]}?" if len(found) == 1 else ""


def find_root(start: str) -> str:
    """The nearest folder at or above `start` that has a `govern.yaml`."""
    root = root_or_none(start)
    if root is None:
        message, many = f"there is no {CONFIG} in {start} or above it", below(start)
        help = "start a project with: govern init --from EXPORT.json"
        if many:
            import shlex

            message += ", and this command is about one project"
            help = f"name one of the {len(many):,} below: -C {shlex.quote(os.path.relpath(many[0]))}"
        raise GovernError(message, help=help)
    return root


HERE = "."
"""Where a command looks for its project when nobody names one."""

SEVERAL = "\0"
"""Stands between the folders where several are named; no name of a folder has it."""


def find_roots(start: str) -> tuple[str, ...]:
    """The project at or above `start`, or else every project below it: an agency's repository holds many. Of a pattern,
    such as `clients/*`, the projects at or below the folders that it stands for; of several folders those of each."""
    if SEVERAL in start:
        return tuple(dict.fromkeys(root for one in start.split(SEVERAL) for root in find_roots(one)))
    if is_pattern(start):
        from glob import glob

        folders = sorted(filter(os.path.isdir, glob(start, recursive=True)))
        found = tuple(dict.fromkeys(root for folder in folders for root in at_or_below(folder)))
        if not found:
            raise GovernError(
                f'no project\'s folder fits the pattern "{start}"', help="it is read from here, such as -C 'clients/*'"
            )
        return found
    root = root_or_none(start)
    if root is not None:
        return (root,)
    return below(start) or (find_root(start),)


def any_roots(start: str) -> tuple[str | None, ...]:
    """`find_roots` for what works without a project too: `None` where there is none."""
    if is_pattern(start):
        return find_roots(start)
    root = root_or_none(start)
    return (root,) if root is not None else below(start) or (None,)


def is_pattern(start: str) -> bool:
    """Whether a name stands for several folders; a folder that is really called so is meant itself."""
    return SEVERAL in start or (any(sign in start for sign in "*?[") and not os.path.exists(start))


def at_or_below(folder: str) -> tuple[str, ...]:
    """The project in a folder, or else those below it."""
    return (os.path.abspath(folder),) if os.path.isfile(os.path.join(folder, CONFIG)) else below(folder)


def below(folder: str) -> tuple[str, ...]:
    """Every project below a folder."""
    return tuple(os.path.dirname(path) for path, name in walk(folder, links=False) if os.path.basename(name) == CONFIG)


Scopes = dict[str | None, tuple[str, ...]]
"""Projects, each with what was named of it; nothing where it is meant as a whole. `None` stands for no project."""


def scopes_of(
    paths: tuple[str, ...],
    start: str,
    elsewhere: Callable[[str], Iterable[str | None]],
    find: Callable[[str], tuple[str | None, ...]] = find_roots,
    *,
    far: bool = True,
) -> Scopes:
    """The projects that paths are about: each the one that it lies in, or those below it, or what `elsewhere` says.
    Without paths what `find` finds from `start`.

    A folder that is a project, or has projects below it, means them as a whole. Where `start` names projects, no path is
    about others. Unless it may be `far`, a project that is not below us gives way to the one that we are in.
    """
    if not paths or start != HERE:
        roots = find(start)
        return (
            dict.fromkeys(roots, paths) if len(roots) == 1 or not paths else inside(paths, tuple(filter(None, roots)))
        )
    found: dict[str | None, tuple[str, ...] | None] = {}
    for path in paths:
        for root, whole in meant(path, elsewhere, far):
            before = found.get(root, ())
            found[root] = None if whole or before is None else (*before, path)
    return {root: named or () for root, named in found.items()}


def meant(path: str, elsewhere: Callable[[str], Iterable[str | None]], far: bool) -> Iterator[tuple[str | None, bool]]:
    """The projects that one path is about, each with whether the whole of it is meant."""
    absolute = os.path.abspath(path)
    is_folder = os.path.isdir(absolute)
    root = None if path == "-" else root_above(absolute if is_folder else os.path.dirname(absolute))
    if root is not None and not far and not is_below(os.path.realpath(root), os.path.realpath(HERE)):
        root = None
    if root is not None:
        yield root, os.path.realpath(root) == os.path.realpath(absolute)
    elif path != "-" and is_folder and (roots := below(absolute)):
        yield from ((root, True) for root in roots)
    else:
        yield from ((root, False) for root in elsewhere(path))


EXPORTED = (".json", ".csv", ".tsv", ".txt", ".har", ".html")
"""How files end that may be exports."""


def loose(paths: Iterable[str]) -> Iterator[str]:
    """The files of named folders that are looked at for the projects below them, which lie in none of these projects."""
    for path in paths:
        if path != "-" and os.path.isdir(path) and root_above(os.path.abspath(path)) is None and below(path):
            with os.scandir(path) as entries:
                yield from sorted(entry.path for entry in entries if entry.name.endswith(EXPORTED) and entry.is_file())


def inside(paths: tuple[str, ...], roots: tuple[str, ...]) -> Scopes:
    """Some projects, each with the paths that lie in it."""
    found: Scopes = {}
    for path in paths:
        real = os.path.join(os.path.realpath(path), "")
        root = next((root for root in roots if real.startswith(os.path.join(os.path.realpath(root), ""))), None)
        if root is None:
            raise GovernError(f"{path} is in none of the {len(roots)} projects that are named", help="leave out -C")
        found[root] = (*found.get(root, ()), path)
    return found


def here_or_none(path: str) -> tuple[str | None]:  # noqa: ARG001 - what lies in no project belongs to the one we are in
    """The project that we are in, if there is one, for an export that lies in none."""
    return (root_or_none(HERE),)


def here(path: str) -> tuple[str]:
    """The project that we are in, for a file that lies in none."""
    root = root_or_none(HERE)
    if root is None and path != "-" and not os.path.exists(path):
        raise GovernError(f"{path} does not exist", help=called(path))
    if root is None:
        raise GovernError(
            f"there is no {CONFIG} here or above, and {path} is in no project below", help="name the project: -C DIR"
        )
    return (root,)


def extending(path: str) -> tuple[str, ...]:
    """The projects from here that extend the folder in which a file lies; the one that we are in wherever it lies."""
    from govern.project.load import config_of

    root = root_or_none(HERE)
    if root is not None:
        return (root,)
    found = tuple(root for root in below(HERE) if lies_in(path, root, config_of(root).extends))
    return found or here(path)


def lies_in(path: str, root: str, folders: Iterable[str]) -> bool:
    """Whether a file lies in one of some folders of a project."""
    real = os.path.join(os.path.realpath(path), "")
    return any(real.startswith(os.path.join(os.path.realpath(os.path.join(root, one)), "")) for one in folders)


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
