"""Artifacts on their way to disk: compared first, then written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.core.errors import GovernError
from govern.core.report import Artifact, State
from govern.source import names
from govern.source.writing import Staged, present


def deliver(root: str, artifacts: Iterable[Artifact], *, check: bool = False, within: str = "") -> tuple[Artifact, ...]:
    """The artifacts, each with what happened to it; paths count from `root`, absolute ones stand for themselves.

    Unchanged files are not touched. With `check` nothing is written: what differs is `stale`, what is not there is
    `missing`. No link may lead out of the project `within`. Artifacts may be made while they are delivered: of bytes, only the
    digest is kept, so that no two of them are held at once.
    """

    def settled(artifact: Artifact) -> Artifact:
        refuse_name(root, artifact.path)
        content = artifact.raw or artifact.text.encode("utf-8", "surrogatepass")
        path = os.path.join(root, artifact.path)
        before = staged.present(path)
        state = compared(before, content, is_text=not artifact.raw)
        if state != "unchanged" and not check:
            staged.add(path, content, before)
            state = "written"
        return artifact.replace(state=state, raw=b"")

    with Staged(within) as staged:
        done = tuple(map(settled, artifacts))  # a loop would hold each of them until the next is made
        refuse_same(root, done)
        staged.replace()
    return done


def counted(root: str, path: str) -> str:
    """A path as it counts from the root."""
    return (os.path.relpath(path, root) if root else path).replace(os.sep, "/")


def refuse_name(root: str, path: str) -> None:
    """Refuse a name that some system cannot have."""
    path = counted(root, path)
    if why := names.why_not(path if root else path.rpartition("/")[2]):
        raise GovernError(f"{path} cannot be written for every system: {why}", help="choose another name")


def refuse_same(root: str, artifacts: Iterable[Artifact]) -> None:
    """Refuse two names that are one file on some system."""
    if pair := names.same([counted(root, artifact.path) for artifact in artifacts]):
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
