"""Artifacts on their way to disk: compared first, then written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable

from govern.core.report import Artifact, State
from govern.source import files


def deliver(root: str, artifacts: Iterable[Artifact], *, check: bool = False) -> tuple[Artifact, ...]:
    """The artifacts, each with what happened to it; paths count from `root`, absolute ones stand for themselves.

    Unchanged files are not touched. With `check` nothing is written: what differs is `stale`, what is not there is
    `missing`.
    """
    settled = []
    waiting: dict[str, bytes] = {}
    for artifact in artifacts:
        content = artifact.text.encode("utf-8", "surrogatepass")
        path = os.path.join(root, artifact.path)
        state: State = state_of(path, content)
        if state != "unchanged" and not check:
            waiting[path] = content
            state = "written"
        settled.append(artifact.replace(state=state))
    files.write_all(waiting)
    return tuple(settled)


def state_of(path: str, content: bytes) -> State:
    """How the file on disk compares."""
    if not os.path.exists(path):
        return "missing"
    return "unchanged" if os.path.isfile(path) and files.read(path) == content else "stale"
