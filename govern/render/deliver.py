"""Artifacts on their way to disk: compared first, then written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.core.errors import GovernError
from govern.core.report import Artifact, State
from govern.source import names
from govern.source.writing import present, refuse_place, write_all


def deliver(root: str, artifacts: Iterable[Artifact], *, check: bool = False, within: str = "") -> tuple[Artifact, ...]:
    """The artifacts, each with what happened to it; paths count from `root`, absolute ones stand for themselves.

    Unchanged files are not touched. With `check` nothing is written: what differs is `stale`, what is not there is
    `missing`. No link may lead out of the project `within`.
    """
    artifacts = list(artifacts)
    refuse_names(root, artifacts)
    settled = []
    waiting: dict[str, bytes] = {}
    before: dict[str, bytes | None] = {}
    for artifact in artifacts:
        content = artifact.raw or artifact.text.encode("utf-8", "surrogatepass")
        path = os.path.join(root, artifact.path)
        refuse_place(path, within)
        before[path] = present(path)
        state = compared(before[path], content, is_text=not artifact.raw)
        if state != "unchanged" and not check:
            waiting[path] = content
            state = "written"
        settled.append(artifact.replace(state=state))
    write_all(waiting, before, within)
    return tuple(settled)


def refuse_names(root: str, artifacts: list[Artifact]) -> None:
    """Refuse names that some system cannot have, and two names that are one file there."""
    found = [os.path.relpath(artifact.path, root) if root else artifact.path for artifact in artifacts]
    found = [path.replace(os.sep, "/") for path in found]
    for path in found:
        if why := names.why_not(path if root else path.rpartition("/")[2]):
            raise GovernError(f"{path} cannot be written for every system: {why}", help="choose another name")
    if pair := names.same(found):
        message = f"{pair[0]} and {pair[1]} are one file where case does not count"
        raise GovernError(message, help="rename one of the two things that they are made of")


def state_of(path: str, content: bytes) -> State:
    """How the file on disk compares."""
    return compared(present(path), content)


def compared(before: bytes | None, content: bytes, *, is_text: bool = False) -> State:
    """How what was read of a file compares; `None` where there is none. Line ends of a text are git's and the editor's affair."""
    if before is None:
        return "missing"
    if before == content or (is_text and before.replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n")):
        return "unchanged"
    return "stale"
