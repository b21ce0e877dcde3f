"""`fmt`: spec files in one layout, all of them or, when one cannot be, none."""

from __future__ import annotations

import os
from collections.abc import Iterator

from govern.commands.fix import unified
from govern.core.errors import GovernError
from govern.core.report import Artifact, Place, Report, State
from govern.project.folders import project_around
from govern.source import files
from govern.source.files import CONFIG
from govern.source.layout import formatted
from govern.source.writing import refuse_place, write_all
from govern.source.yaml import Refusal


def fmt(roots: tuple[str, ...], paths: tuple[str, ...], *, write: bool = True) -> tuple[Report, str]:
    """The files in our layout, written unless only asked for; what became of each, and all changes as one diff."""
    before = {path: content(path) for path in chosen(roots, paths)}
    after = {path: laid_out(path, raw) for path, raw in before.items()}
    changed = {path: raw for path, raw in after.items() if raw != before[path]}
    diff = "".join(unified(shown(path), before[path], raw) for path, raw in changed.items())
    if write:
        write_all(changed, before)
    state: State = "written" if write else "stale"
    artifacts = (Artifact(path, raw.decode(), state if path in changed else "unchanged") for path, raw in after.items())
    return Report(artifacts=tuple(artifacts)), diff


def content(path: str) -> bytes:
    """A file's bytes. Where the path leads through a link out of the project, it is not even read."""
    refuse_place(path, project_around(path))
    return files.read(path)


def laid_out(path: str, raw: bytes) -> bytes:
    """A file's bytes in our layout; who cannot be read is named."""
    try:
        return formatted(raw)
    except Refusal as error:
        raise GovernError(error.message, Place(shown(path), (), error.span), error.help) from None


def shown(path: str) -> str:
    """A path as seen from the current folder, with slashes."""
    return os.path.relpath(path).replace(os.sep, "/")


def chosen(roots: tuple[str, ...], paths: tuple[str, ...]) -> Iterator[str]:
    """The spec files that are named or lie in named folders; without any, all of the projects."""
    from govern.project.folders import refuse_links
    from govern.project.load import config_of

    if paths:
        for path in paths:
            if not os.path.exists(path):
                raise GovernError(f"{path} does not exist")
            yield from below(os.path.abspath(path))
        return
    for root in roots:
        config = config_of(root)
        refuse_links(root, config, ("specs",))
        yield os.path.join(root, CONFIG)
        folder = os.path.join(root, config.specs)
        if os.path.isdir(folder):
            yield from below(folder)


def below(path: str) -> Iterator[str]:
    """A file, or the spec files of a folder; a link to another of them is not a file of its own."""
    if not os.path.isdir(path):
        yield path
        return
    yield from (found for found, name in files.walk(path, links=False) if files.is_yaml(name))
