"""The history of files, as git has it. Git may be absent and the folder no repository: then there is no history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.source.files import is_yaml

if TYPE_CHECKING:
    from git import Repo

FIELDS = "%x1e%H%x00%aI%x00%an%x00%s"


class Version(Record):
    """A file as one commit left it; `raw` is `None` where it was removed. `day` is the author's, as YYYY-MM-DD."""

    commit: str
    day: str
    author: str
    subject: str
    file: str
    raw: bytes | None


def versions(root: str, folders: tuple[str, ...], most: int = 200) -> Iterator[Version]:
    """What the last `most` commits did to the YAML files below some folders, the oldest first; files count from `root`."""
    repo = repository(root)
    if repo is None:
        return
    with repo:
        from git.exc import GitError

        try:
            text = repo.git.log(
                f"--max-count={most}", "--reverse", "--no-renames", "--no-merges", "--name-only", "-z", "--relative",
                f"--format={FIELDS}", "--", *folders, strip_newline_in_stdout=False,
            )  # fmt: skip
        except GitError:  # a repository without commits, or one that git cannot read, has no history
            return
        for record in text.split("\x1e")[1:]:
            commit, moment, author, subject, *files = record.split("\0")
            for file in filter(is_yaml, (name.strip("\n") for name in files)):
                yield Version(commit, moment[:10], author, subject, file, content(repo, commit, file))


def repository(root: str) -> Repo | None:
    """The repository that a folder is in, with git working in that folder."""
    try:
        from git import Repo
        from git.exc import GitError
    except ImportError:  # git itself is not installed
        return None
    try:
        repo = Repo(root, search_parent_directories=True)
    except (GitError, OSError):
        return None
    repo.git._working_dir = os.path.abspath(root)
    return repo


def content(repo: Repo, commit: str, file: str) -> bytes | None:
    """A file's bytes at a commit, from one process that answers for all of them."""
    if "\n" in file:  # the process reads one name a line
        return None
    try:
        return bytes(repo.git.get_object_data(f"{commit}:./{file}")[3])
    except ValueError:  # the commit removed it
        return None
