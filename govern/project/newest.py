"""Two exports of one container in one place: the newest counts, the others are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govern.gtm.container import Container
    from govern.project.exports import Exports

TIME = regex(rb'"exportTime"[ \t\r\n]{0,9}:[ \t\r\n]{0,9}"([0-9: -]{1,40})"')
VERSION = regex(rb'"containerVersionId"[ \t\r\n]{0,9}:[ \t\r\n]{0,9}"([0-9]{1,18})"')
Age = tuple[bytes, int]


def newest(exports: Exports) -> Exports:
    """The exports without containers of which there is a newer export. Of two that are equally old both stay."""
    files: dict[str, dict[str, None]] = {}
    for container in exports.containers:
        files.setdefault(container.id, {})[container.file] = None
    if all(len(found) < 2 for found in files.values()):
        return exports
    raws = {source.file: source.raw for source in exports.sources}
    latest = {id: last(found, raws) for id, found in files.items() if len(found) > 1}
    old = [container for container in exports.containers if is_old(container, latest)]
    return exports.replace(
        containers=tuple(container for container in exports.containers if not is_old(container, latest)),
        older=tuple(
            dict.fromkeys(f"{c.file} is an older export of {c.id} than {latest[c.id]}, which counts" for c in old)
        ),
    )


def is_old(container: Container, latest: dict[str, str]) -> bool:
    """Whether there is a newer export of a container."""
    return bool(latest.get(container.id)) and container.file != latest[container.id]


def last(files: Iterable[str], raws: dict[str, bytes]) -> str:
    """The newest of some files; empty where that cannot be told."""
    ages = sorted(((age(raws.get(file, b"")), file) for file in files), reverse=True)
    return ages[0][1] if ages[0][0] != ages[1][0] else ""


def age(raw: bytes) -> Age:
    """When an export was made, and of which version of the container."""
    time, version = TIME.search(raw), VERSION.search(raw)
    return time[1] if time else b"", int(version[1]) if version else 0
