"""What a commit is about: a hook that sees whole projects has to run when a spec is deleted, and not for other commits."""

from __future__ import annotations

import os

from govern.source import git
from govern.source.files import CONFIG

OURS = (CONFIG, "govern.baseline.json", "rules", "platforms", "templates")
"""What a project is made of beside the folders that its `govern.yaml` names."""


def concerned(roots: tuple[str, ...]) -> tuple[str, ...]:
    """The projects that something staged is about; those where nothing is staged, too, and where git does not answer."""
    known: dict[str, list[str]] = {}
    found = []
    for root in roots:
        top = git.top_of(root)
        if top not in known:
            known[top] = staged(top) if top else []
        if not known[top] or is_about(root, known[top]):
            found.append(root)
    return tuple(found)


def staged(top: str) -> list[str]:
    """The files that the next commit adds, changes or deletes; none where that cannot be known."""
    it = git.checkout(top)
    given = os.environ.get("GIT_INDEX_FILE")  # `git commit --all` and `git commit -- FILE` let hooks see another index
    index = given and os.path.realpath(os.path.join(top, given))
    if it is None or (index and not git.inside(index, it.folder)):
        return []
    said = git.ask(it, "diff-index", "--cached", "--name-only", "-z", *git.PLAIN, "HEAD", index=index)
    if said is None:  # before the first commit everything is new
        said = git.ask(it, "ls-files", "--cached", "-z", index=index) or b""
    return [os.path.join(top, os.fsdecode(name)) for name in said.split(b"\0") if name]


def is_about(root: str, names: list[str]) -> bool:
    """Whether some of these files, by their real paths, belong to a project; links in it lead to what they mean."""
    from govern.project.load import config_of, spec_folders

    config = config_of(root)
    paths = [os.path.join(os.path.realpath(root), part) for part in (*OURS, *spec_folders(config), config.output)]
    ours = {os.path.normpath(path) for path in paths} | {os.path.realpath(path) for path in paths}
    return any(name in ours or name.startswith(tuple(part + os.sep for part in ours)) for name in names)
