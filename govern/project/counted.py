"""The files of counts: those that the specs name, and those that somebody types, read and held against the specs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Place
from govern.counts.reading import EXPECTED, Reading, read_counts
from govern.counts.sources import Delivery, declared, delivered, parts
from govern.project.exports import Exports, Unread, shown_as
from govern.project.folders import ELSEWHERE, slashes
from govern.source import files

if TYPE_CHECKING:
    from govern.project.project import Project
    from govern.spec.sections.counts import Counts


def counts_of(project: Project, typed: Iterable[str], since: str = "", until: str = "", moment: int = 0) -> Exports:
    """What the files of counts hold, each table with the entry that names it; typed files are added to those of the specs."""
    found: dict[str, tuple[Delivery, ...]] = {}
    skipped: list[Unread] = []
    entries, root = declared(project), os.path.abspath(project.root) if project.root else ""
    for entry in entries:
        if entry.query:
            found[entry.query] = asked(project, entry, entry.query)
    for name, path in named(project, entries):
        found.setdefault(name, delivered(entries, name, readings(files.read_below(path, root), name)))
    for given in typed:
        for name, path in spelled(root, given):
            try:
                found.setdefault(name, delivered(entries, name, readings(files.read_typed(path), name)))
            except GovernError as error:
                if path == given:
                    raise
                skipped.append(Unread(Place(name), error.message, error.help))
    deliveries = tuple(delivery for of_file in found.values() for delivery in of_file)
    if not deliveries and not entries:
        raise nothing_read(skipped)
    return project.live.replace(
        counts=deliveries, between=(since, until, *([str(moment)] if moment else [])), skipped=tuple(skipped)
    )


def nothing_read(skipped: list[Unread]) -> GovernError:
    """Why there is nothing to compare: where no file was read, counts do not agree."""
    looked = (
        f": {', '.join(one.place.file for one in skipped[:3])}{' ...' if len(skipped) > 3 else ''}" if skipped else ""
    )
    return GovernError(f"there is nothing to reconcile: no table of counts was found{looked}", help=EXPECTED)


def readings(raw: bytes, name: str) -> tuple[Reading, ...]:
    """The tables in the bytes of a file."""
    if not raw.strip():
        raise GovernError(f"{name} is empty")
    return read_counts(raw, name)


def named(project: Project, entries: Iterable[Counts]) -> Iterator[tuple[str, str]]:
    """The files that the specs name, by their path from the project, and where they are."""
    root = os.path.abspath(project.root)
    for entry in entries:
        own = () if entry.query else ((("files",), entry.files),)
        for route, pattern in (*own, *(((key, "files"), besides) for key, besides in parts(entry))):
            for path in inside(project, entry, route, pattern):
                yield shown_as(path, root), path


def inside(project: Project, entry: Counts, route: tuple[str, ...], pattern: str) -> Iterator[str]:
    """The files of the project that a pattern of an entry names. Raises `GovernError` for one that leads elsewhere."""
    if ELSEWHERE.match(slashes(pattern)) or "\0" in pattern or "**" in pattern:
        message = f'counts "{entry.name}" names "{pattern}", expected files in the project'
        raise GovernError(
            message, entry.place(*route), "name them from the project's folder; * stands inside one folder"
        )
    for path in sorted(glob(os.path.join(os.path.abspath(project.root), *slashes(pattern).split("/")))):
        if os.path.isfile(path):
            yield path


def asked(project: Project, entry: Counts, query: str) -> tuple[Delivery, ...]:
    """What the query of an entry says of its files, as a table of that entry; nothing where there are none."""
    from govern.counts.logs.engine import files_of
    from govern.counts.logs.own import table

    root = os.path.abspath(project.root)
    paths, texts = (
        tuple(inside(project, entry, ("files",), entry.files)),
        tuple(inside(project, entry, ("query",), query)),
    )
    if len(texts) != 1:
        raise GovernError(
            f'counts "{entry.name}" names the query "{query}", and there is no such file', entry.place("query")
        )
    for path in paths:
        files.refuse_elsewhere(path, root)
    if not paths:
        return ()
    text = files.read_below(texts[0], root).decode("utf-8", "replace")
    return tuple(Delivery(reading, entry.name) for reading in readings(table(files_of(paths), text), query))


def spelled(root: str, path: str) -> Iterator[tuple[str, str]]:
    """A file that somebody typed, or those of a folder: its name in messages, and where it is."""
    if not os.path.isdir(path):
        yield shown_as(path, root), path
        return
    for file, _ in files.walk(path):
        yield shown_as(file, root), file
