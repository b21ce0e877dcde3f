"""`watch`: waits until something of some projects changes on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from govern.core.errors import GovernError
from govern.project.load import config_of
from govern.source import files

State = dict[str, tuple[int, int]]
"""Files by path: when each was changed, and how large it is."""

PAUSE = 0.5
"""Seconds between two looks. Editors write a file in several steps, so a change has to last for one pause."""


def watch(roots: tuple[str, ...], before: State, pause: Callable[[float], None] = time.sleep) -> State:
    """Wait until the projects are not as they were `before`, and have stayed so for a moment; what they are now."""
    last = before
    while True:
        pause(PAUSE)
        now = state_of(roots)
        if now != before and now == last:
            return now
        last = now


def state_of(roots: tuple[str, ...]) -> State:
    """What the files of some projects look like, without what is rendered."""
    found: State = {}
    for root in roots:
        output = os.path.join(root, output_of(root), "")
        for path, _ in files.walk(root, links=False):
            if not path.startswith(output):
                try:
                    status = os.stat(path)
                except OSError:
                    continue  # gone again
                found[path] = (status.st_mtime_ns, status.st_size)
    return found


def output_of(root: str) -> str:
    """The folder that is rendered to; while the configuration is being edited, the usual one."""
    try:
        return config_of(root).output
    except GovernError:
        return "build"
