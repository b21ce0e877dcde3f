"""What a commit is about: a hook that sees whole projects has to run when a spec is deleted, and not for other commits."""

from __future__ import annotations

import os
import subprocess

from govern.source.files import CONFIG

OURS = (CONFIG, "govern.baseline.json", "rules", "platforms", "templates")
"""What a project is made of beside the folders that its `govern.yaml` names."""


def concerned(roots: tuple[str, ...]) -> tuple[str, ...]:
    """The projects that something staged is about; all of them where nothing is staged, or where there is no git."""
    names = staged()
    return tuple(root for root in roots if is_about(root, names)) if names else roots


def staged() -> list[str]:
    """The files that the next commit adds, changes or deletes."""
    try:
        up = git("rev-parse", "--show-cdup").strip()
        names = git("diff", "--cached", "--name-only", "--no-renames", "-z").split("\0")
    except (OSError, subprocess.CalledProcessError):
        return []
    return [os.path.abspath(os.path.join(up, name)) for name in names if name]


def git(*args: str) -> str:
    """What git answers about the repository that the current folder is in."""
    return os.fsdecode(subprocess.run(["git", *args], check=True, capture_output=True).stdout)


def is_about(root: str, names: list[str]) -> bool:
    """Whether some of these files belong to a project."""
    from govern.project.load import config_of, spec_folders

    config = config_of(root)
    parts = (*OURS, *spec_folders(config), config.output)
    ours = {os.path.abspath(os.path.join(root, part)) for part in parts}
    return any(name in ours or name.startswith(tuple(part + os.sep for part in ours)) for name in names)
