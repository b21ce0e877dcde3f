"""The history of files, as git has it. Git may be absent and the folder no repository: then there is no history."""

from __future__ import annotations

import os
from collections.abc import Iterator

from govern.core.record import Record
from govern.source import git
from govern.source.files import is_yaml

FIELDS = "%H%x00%aI%x00%an%x00%s"
FILES = ("100644", "100755")
"""The modes of files; others are links, and repositories inside."""


class Version(Record):
    """A file as one commit left it; `raw` is `None` where it was removed. `day` is the author's, as YYYY-MM-DD."""

    commit: str
    day: str
    author: str
    subject: str
    file: str
    raw: bytes | None


def versions(root: str, folders: tuple[str, ...], most: int = 200) -> Iterator[Version]:
    """What the last `most` commits did to the YAML files below some folders, the oldest first; files count from `root`.

    It ends where an object is missing, as in a clone that has left contents behind: what comes after a gap would be
    told of the wrong commit.
    """
    it = git.checkout(root)
    if it is None:
        return
    reader = git.reader(it, os.path.realpath(root))
    from git.exc import GitError

    try:
        said = reader.log(
            f"--max-count={most}", "--reverse", "--no-merges", "--raw", "--root", "-z", "--relative", "--no-abbrev",
            *git.PLAIN, "--no-color", "--no-decorate", "--no-notes", "--no-mailmap", "--no-show-signature",
            "--encoding=UTF-8", f"--format={FIELDS}", "--", *folders, stdout_as_string=False,
        )  # fmt: skip
        for version, object in told(said):
            yield version.replace(raw=reader.get_object_data(object)[3]) if object else version
    except (GitError, OSError, ValueError):  # no commits, or nothing that git can read; a missing object
        return
    finally:
        reader.clear_cache()


def told(said: bytes) -> Iterator[tuple[Version, str]]:
    """The changes that git lists, each with the name of the new content: empty where a file was removed."""
    words = iter(said.split(b"\0"))
    commit = day = author = subject = ""
    for word in words:
        change = word.removeprefix(b"\n")
        if change.startswith(b":"):
            _, mode, _, object, _ = change.decode().split(" ")
            file = os.fsdecode(next(words))
            if is_yaml(file):
                yield Version(commit, day, author, subject, file, None), object if mode in FILES else ""
        elif change:
            commit = change.decode()
            day, author, subject = (next(words).decode("utf-8", "replace") for _ in range(3))
            day = day[:10]
