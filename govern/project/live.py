"""What lies in a project's folders of exports, reviews and captures, and what somebody names instead."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.memo import memo
from govern.project.exports import Exports, read_exports
from govern.project.folders import refuse_links
from govern.project.load import config_of
from govern.project.project import Project
from govern.source import files

if TYPE_CHECKING:
    from govern.access.kept import Kept


def exports_of(root: str | None, paths: tuple[str, ...]) -> Exports:
    """What the named exports hold; in a project, its exports folder when none is named."""

    columns = config_of(root).columns if root is not None else {}
    if not paths and root is not None:
        folder = exports_folder(root)
        if not os.path.isdir(folder):
            return Exports()
        read = read_exports([folder], shown_from=root, odd=files.refused, columns=columns)
        return read.replace(reviews=reviews_of(root))
    stdin = files.read_stream(sys.stdin.buffer, "standard input") if "-" in paths else b""
    if root is None:
        return read_exports(paths, stdin)
    named = [path if path == "-" else os.path.abspath(path) for path in paths]
    return read_exports(named, stdin, shown_from=root, columns=columns).replace(named=tuple(paths))


def reviews_of(root: str) -> tuple[Kept, ...]:
    """The reviews of access that the project keeps."""
    from govern.access.kept import kept_in

    config = config_of(root)
    refuse_links(root, config, ("reviews",))
    return tuple(kept_in(os.path.join(root, config.reviews), root, config.reviews))


@memo
def with_exports(project: Project) -> Project:
    """The project with what lies in its exports folder, as far as it can be read; nobody is stopped by what cannot."""
    if project.live.sources or not project.root:
        return project
    try:
        live = exports_of(project.root, ())
    except GovernError:
        return project
    return project.beside(live) if live.sources else project


def captures_folder(root: str) -> str:
    """The project's folder of captured traffic; empty where there is none."""
    config = config_of(root)
    refuse_links(root, config, ("captures",))
    folder = os.path.join(root, config.captures)
    return folder if os.path.isdir(folder) else ""


def exports_folder(root: str) -> str:
    """The project's folder of live exports."""
    config = config_of(root)
    refuse_links(root, config, ("exports",))
    return os.path.join(root, config.exports)
